import Foundation
import Kernel

/// `heng pack check DIR`: everything that is wrong or doubtful in a pack, as lines or as JSON.
public struct PackCheckCommand: Sendable {
    public var reader: PackReader

    public init(reader: PackReader = PackReader()) {
        self.reader = reader
    }

    /// Exit code 2 where there is an error in the pack, 0 where there are only warnings or nothing.
    public func run(folder: URL, language: Language, json: Bool) -> PackCommandResult {
        PackCommandOutput.guarded(language) { catalogue in
            let reading = try PackCommandOutput.read(folder, with: reader)
            let output =
                json
                ? try PackCommandOutput.json(PackCheckReport(reading, language, catalogue))
                : Self.text(reading, language, catalogue)
            return PackCommandResult(output: output, exitCode: reading.errors.isEmpty ? 0 : 2)
        }
    }

    private static func text(_ reading: PackReading, _ language: Language, _ catalogue: StringCatalogue) -> String {
        var lines = reading.findings.map { $0.text(language, from: catalogue) }
        let counts = ["errors": "\(reading.errors.count)", "warnings": "\(reading.warnings.count)"]
        if let pack = reading.pack {
            lines.append(
                catalogue.text(
                    "packs.check.good", language,
                    counts.merging([
                        "id": pack.manifest.id, "items": "\(pack.items.count)",
                        "deliverables": "\(pack.deliverables.count)", "units": "\(pack.units.count)",
                        "groups": "\(pack.groups.count)", "districts": "\(pack.districts.count)",
                    ]) { $1 }))
        } else {
            lines.append(catalogue.text("packs.check.bad", language, counts))
        }
        return lines.joined(separator: "\n") + "\n"
    }
}

/// The JSON of `heng pack check --json`.
struct PackCheckReport: Encodable {
    struct Finding: Encodable {
        var file: String
        var line: Int?
        var column: Int?
        var severity: PackFinding.Severity
        /// The stable name of the rule: the message key.
        var rule: String
        var message: String
        var suggestion: String?
    }

    struct Contents: Encodable {
        var id: String
        var units: Int
        var groups: Int
        var districts: Int
        var calendars: Int
        var items: Int
        var deliverables: Int
    }

    var errors: Int
    var warnings: Int
    var pack: Contents?
    var findings: [Finding]

    init(_ reading: PackReading, _ language: Language, _ catalogue: StringCatalogue) {
        errors = reading.errors.count
        warnings = reading.warnings.count
        pack = reading.pack.map { pack in
            Contents(
                id: pack.manifest.id, units: pack.units.count, groups: pack.groups.count,
                districts: pack.districts.count, calendars: pack.calendars.count, items: pack.items.count,
                deliverables: pack.deliverables.count)
        }
        findings = reading.findings.map { finding in
            Finding(
                file: finding.place.file, line: finding.place.line, column: finding.place.column,
                severity: finding.severity, rule: finding.key, message: finding.message(language, from: catalogue),
                suggestion: finding.suggestion)
        }
    }
}
