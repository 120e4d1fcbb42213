import CivicCalendar
import Foundation
import Kernel
import Web
import WebTesting

/// A small engine that uses every part of Web; the tests and the gallery go through it.
enum SampleEngine {
    static let read = Permission("sample.read")
    static let write = Permission("sample.write")

    static let board = Route0(.get, "", permission: read)
    static let items = Route0(.get, "items", permission: read)
    static let itemsFile = Route0(.get, "items.csv", permission: read)
    static let item = Route1<String>(.get, "items/{item}", permission: read)
    static let matrix = Route0(.get, "matrix", permission: read)
    static let document = Route0(.get, "document", permission: read)
    static let search = Route0(.get, "search", permission: read)
    static let report = Route0(.get, "report", permission: write)
    static let sendReport = Route0(.post, "report", permission: write, bodyLimit: 200_000)
    static let data = Route0(.post, "data", permission: write, accepts: .raw(["application/json"]))
    static let trouble = Route1<String>(.get, "trouble/{kind}", permission: read)
    static let pair = Route2<Int, Identifier>(.get, "pairs/{number}/{identity}", permission: read)
    static let greeting = Route0(.get, "greeting", permission: read)

    static let declared: [any DeclaredRoute] = [
        board, items, itemsFile, item, matrix, document, search, report, sendReport, data, trouble, pair, greeting,
    ]

    static var folder: URL { URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Gallery") }
    static var templates: TemplateFolder {
        TemplateFolder(prefix: "sample", folder: folder.appending(path: "Templates"))
    }

    static let date = CivicDate(inChinaAtMicroseconds: 18_900 * 86_400_000_000)  // 2021-09-30

    static func configuration(
        asOf: CivicDate? = CivicDate(inChinaAtMicroseconds: 18_885 * 86_400_000_000),
        change: (inout SiteConfiguration) -> Void = { _ in }
    ) -> SiteConfiguration {
        var configuration = SampleSite.configuration(home: board, date: date, asOf: asOf)
        configuration.identity.isDemonstration = true
        configuration.identity.packLabel = LocalizedText(zh: "改写示例", en: "Rewritten example")
        configuration.declared = declared
        configuration.registrations = SampleHandlers.registrations
        configuration.templates = [templates]
        configuration.policy.grant(read, to: .office, .leader, .public)
        configuration.policy.grant(write, to: .office)
        configuration.search = search
        configuration.navigation = [
            NavigationEntry("board", text: "sample.board", icon: .plan, route: board, order: 1),
            NavigationEntry("items", text: "sample.items", icon: .work, route: items, order: 2),
            NavigationEntry("matrix", text: "sample.matrix", icon: .supervision, route: matrix, order: 3),
            NavigationEntry("report", text: "sample.report", icon: .cases, route: report, order: 4),
        ]
        for (language, texts) in strings { configuration.strings.add(texts, in: language) }
        change(&configuration)
        return configuration
    }

    static func client(_ change: (inout SiteConfiguration) -> Void = { _ in }) throws -> TestClient {
        TestClient(try Site(configuration(change: change)))
    }

    static let strings: [Language: [String: String]] = [
        .zhHans: [
            "sample.board": "计划总览", "sample.items": "责任事项", "sample.matrix": "事项与单位", "sample.report": "季度报告",
            "sample.saved": "已提交“{title}”。", "sample.conflict": "记录已被{who}修改。", "sample.greeting": "您好",
        ],
        .en: [
            "sample.board": "Plan", "sample.items": "Items", "sample.matrix": "Items and units",
            "sample.report": "Report",
            "sample.saved": "{title} has been sent.", "sample.conflict": "The record was changed by {who}.",
            "sample.greeting": "Good day",
        ],
    ]
}
