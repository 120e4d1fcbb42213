import Commitments
import Foundation
import Kernel
import Ledger
import Packs

/// A pack's folder on its way into a data folder: compared with what is there before anything is written.
public struct PackUpdate: Sendable {
    let base: Pack?
    let ours: Pack?
    let theirs: Pack
    public let conflicts: [PackConflict]

    /// Reads and compares; prints findings and, where the pack is loaded already, the three-way comparison.
    ///
    /// - Throws: a problem where the pack has errors.
    public static func prepare(
        _ folder: URL, in database: LedgeredDatabase, output: (String) -> Void, language: Language,
        strings: StringCatalogue
    ) async throws -> PackUpdate {
        let reading = PackReader().read(folder: folder)
        for finding in reading.findings { output(finding.text(language, from: strings)) }
        guard let theirs = reading.pack else {
            throw Problem(
                .badInput, "server.problem.pack-faults", ["count": String(reading.errors.count)],
                at: .file(folder.lastPathComponent, line: nil))
        }
        let loading = PackLoading(database: database)
        guard let ours = try await loading.loaded(theirs.manifest.id) else {
            return PackUpdate(base: nil, ours: nil, theirs: theirs, conflicts: [])
        }
        let base = PackReader().read(PackFiles(texts: try await loading.base(theirs.manifest.id))).pack ?? ours
        let comparison = PackComparison(base: base, ours: ours, theirs: theirs)
        output(comparison.text(language, from: strings))
        return PackUpdate(base: base, ours: ours, theirs: theirs, conflicts: comparison.conflicts)
    }

    /// The pack to be loaded: both sides' changes together, conflicts going to one side.
    public func resolved(taking side: PackConflict.Side?) throws(Problem) -> Pack {
        guard let base, let ours else { return theirs }
        if !conflicts.isEmpty, side == nil {
            throw Problem(.conflict, "server.problem.pack-conflicts", ["count": String(conflicts.count)])
        }
        let resolutions = Dictionary(
            conflicts.map { ($0, side ?? .ours) }, uniquingKeysWith: { first, _ in first })
        return try PackComparison.merged(base: base, ours: ours, theirs: theirs, resolutions: resolutions)
    }
}
