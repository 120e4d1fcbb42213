import Foundation
import Kernel
import Web

/// The handlers of the sample engine.
enum SampleHandlers {
    struct Gallery: Sendable {
        let beams: [Beam.View]
        let statuses: [StatusTag.View]
        let table: Table.View
    }
    struct TablePage: Sendable { let table: Table.View }
    struct MatrixPage: Sendable { let matrix: HeatTable.View }
    struct FormPage: Sendable { let form: Form.View }
    struct TextPage: Sendable { let text: String }

    static func gallery(_ request: PageRequest) -> Gallery {
        Gallery(
            beams: [(0, 0.1), (0.2, 0.5), (0.5, 0.5), (0.82, 0.7), (1, 1)].map { done, due in
                Beam(done: done, due: due, label: "已完成 \(Int(done * 100))%", caption: "\(Int(done * 22))/22").view
            },
            statuses: TagTone.allCases.map { StatusTag($0, reason: "第三季度报告应于 9 月 10 日前提交。", for: request).view },
            table: SampleTables.table(request, rows: 8).view)
    }

    static func form() -> Form {
        Form(
            "report", action: SampleEngine.sendReport.link(), submit: "提交第三季度报告", cancel: SampleEngine.items.link(),
            keepsDraft: true,
            fields: [
                FormField("title", "报告标题", isRequired: true, longest: 40),
                FormField(
                    "progress", "本季度进展", kind: .textarea(rows: 5), help: "写明做了什么、证据在哪里。", isRequired: true, longest: 500
                ),
                FormField("count", "完成数量", kind: .number, help: "单位：批次"),
                FormField("date", "完成日期", kind: .date),
                FormField(
                    "unit", "责任单位", kind: .select, options: SampleTables.units.map { .init($0, $0) }, isRequired: true),
                FormField(
                    "state", "总体判断", kind: .radio,
                    options: [.init("onPath", "按进度", help: "年底前能够完成"), .init("atRisk", "有风险")], isRequired: true),
                FormField("kinds", "涉及领域", kind: .checkbox, options: [.init("product", "产品"), .init("service", "服务")]),
                FormField("file", "证明材料", kind: .file(accept: ".pdf,.docx,.xlsx"), help: "不超过 20 MB"),
                .hidden("item", "17-03"),
            ])
    }

    static let registrations: [RouteRegistration] = [
        SampleEngine.board.handle { request in
            .page(
                Page(
                    "sample/gallery", title: request.text("sample.board"), navigation: "board", model: gallery(request))
            )
        },
        SampleEngine.items.handle { request in
            var table = SampleTables.table(request)
            table.showsCaption = false
            let page = Page(
                "sample/items", title: request.text("sample.items"),
                breadcrumbs: [
                    Breadcrumb("三", SampleEngine.board.link()), Breadcrumb("（十七）", SampleEngine.board.link()),
                    Breadcrumb("17-03"),
                ], navigation: "items", isWide: true, model: TablePage(table: table.view))
            return request.isHTMX ? .fragment(page) : .page(page)
        },
        SampleEngine.itemsFile.handle { request in
            let lines = SampleTables.table(request).export().map { row in "\(row.count)" }
            return .file(Array(lines.joined(separator: "\n").utf8), name: "责任事项.csv", contentType: "text/csv")
        },
        SampleEngine.item.handle { request, item in
            .page(Page("sample/text", title: item, model: TextPage(text: item)))
        },
        SampleEngine.matrix.handle { request in
            .page(
                Page(
                    "sample/matrix", title: request.text("sample.matrix"), navigation: "matrix", isWide: true,
                    model: MatrixPage(matrix: SampleTables.matrix().view)))
        },
        SampleEngine.document.handle { request in
            .page(Page("sample/document", title: "（十七）", navigation: "items", model: gallery(request)))
        },
        SampleEngine.search.handle { request in
            .page(Page("sample/text", title: "q", model: TextPage(text: request.query["q"] ?? "")))
        },
        SampleEngine.report.handle { request in
            .page(Page("sample/form", title: "报告", navigation: "report", model: FormPage(form: form().view(request))))
        },
        SampleEngine.sendReport.handle { request in
            var form = form()
            form.take(request.form)
            form.check(for: request)
            if form.hasErrors {
                let page = Page(
                    "sample/form", title: "报告", navigation: "report", model: FormPage(form: form.view(request)))
                return .page(page, status: 422)
            }
            _ = try request.idempotencyKey()
            let file = request.form.file("file")?.name ?? ""
            return .redirect(
                SampleEngine.items.link(), flash: Flash("sample.saved", ["title": (request.form["title"] ?? "") + file])
            )
        },
        SampleEngine.data.handle { request in .json(["bytes": request.body.count]) },
        SampleEngine.trouble.handle { request, kind in
            switch kind {
            case "conflict":
                throw Problem(.conflict, "sample.conflict", ["who": "<b>他人</b>"], at: .file("plan.md", line: 12))
            case "busy": throw Problem(.tooManyRequests, "sample.conflict", ["who": "x"])
            case "crash":
                throw CocoaError(.fileReadNoSuchFile, userInfo: ["NSFilePath": "secret/path", "SQL": "SELECT 1"])
            default: throw Problem(.notFound, "sample.conflict", ["who": kind])
            }
        },
        SampleEngine.pair.handle { _, number, identity in
            .json(["number": String(number), "identity": identity.text])
        },
        SampleEngine.greeting.handle { request in .json(["greeting": request.text("sample.greeting")]) },
    ]
}
