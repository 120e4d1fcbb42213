import Foundation
import Packs
import PlanText
import Testing

/// What the repository itself carries: the pack and the plans in our own words.
enum Repository {
    /// Tests/Support/Repository.swift lies four folders below the root.
    static var root: URL {
        var url = URL(filePath: #filePath)
        for _ in 0..<5 { url.deleteLastPathComponent() }
        return url
    }

    static let shanghaiReading = PackReader().read(folder: root.appending(path: "Packs/shanghai-2021"))

    /// The pack of the demonstration city.
    static func shanghai() throws -> Pack {
        try #require(shanghaiReading.pack, "the pack does not load: \(shanghaiReading.errors)")
    }

    static let planNames = ["beishan-2025.md", "linjiang-2024.md", "qinghe-2022.txt", "yunchuan-2023.txt"]

    static func planText(_ name: String) throws -> String {
        try String(contentsOf: root.appending(path: "Foundations/PlanText/Tests/Plans/\(name)"), encoding: .utf8)
    }

    static func plan(_ name: String) throws -> Plan { try PlanReader.read(planText(name)).plan }
}
