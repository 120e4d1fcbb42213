import Foundation
import Kernel

/// `heng pack diff A B`: what is different in the second pack, as lines or as JSON.
public struct PackDiffCommand: Sendable {
    public var reader: PackReader

    public init(reader: PackReader = PackReader()) {
        self.reader = reader
    }

    /// Exit code 0 with or without differences, 2 where one of the packs has an error; its findings are then shown,
    /// with the name of the pack's folder before the file.
    public func run(from old: URL, to new: URL, language: Language, json: Bool) -> PackCommandResult {
        PackCommandOutput.guarded(language) { catalogue in
            var packs: [Pack] = []
            var findings: [PackFinding] = []
            for folder in [old, new] {
                let reading = try PackCommandOutput.read(folder, with: reader)
                if let pack = reading.pack { packs.append(pack) }
                findings += reading.errors.map { finding in
                    var finding = finding
                    finding.place.file = "\(folder.lastPathComponent)/\(finding.place.file)"
                    return finding
                }
            }
            guard packs.count == 2 else {
                let reading = PackReading(pack: nil, findings: findings)
                let output =
                    json
                    ? try PackCommandOutput.json(PackCheckReport(reading, language, catalogue))
                    : findings.map { $0.text(language, from: catalogue) + "\n" }.joined()
                return PackCommandResult(output: output, exitCode: 2)
            }
            let comparison = PackComparison(from: packs[0], to: packs[1])
            let output =
                json ? try PackCommandOutput.json(comparison) : comparison.text(language, from: catalogue)
            return PackCommandResult(output: output, exitCode: 0)
        }
    }
}
