import Kernel
import Ledger
import Packs
import PlanText
import Storage

/// The verb of bringing a pack in: all of it or nothing, with its entry.
public struct PackLoading: Sendable {
    static let load = Verb(name: "pack.load")

    private let database: LedgeredDatabase

    public init(database: LedgeredDatabase) {
        self.database = database
    }

    /// Writes a pack in place of what is loaded under its id, and keeps its files as the base of later comparisons.
    public func load(_ pack: Pack, by actor: Actor) async throws {
        let files = try PackWriter().files(of: pack)
        let digest = Digest.sha256(
            files.sorted { $0.key < $1.key }.flatMap { Array("\($0.key)\u{0}\($0.value)\u{0}".utf8) })
        try await database.change(by: actor) { session in
            try PackStore().write(pack, files: files, in: session)
            try session.record(
                Self.load, on: RecordReference(kind: "pack", identity: pack.manifest.id),
                change: .object([
                    "digest": .string(digest.hexadecimal), "items": .integer(pack.items.count),
                    "deliverables": .integer(pack.deliverables.count), "units": .integer(pack.units.count),
                ]))
        }
    }

    /// The pack as it stands, nil where it was never loaded.
    public func loaded(_ id: String) async throws -> Pack? {
        try await database.read { try PackStore().read(id, in: $0) }
    }

    public func list() async throws -> [LoadedPack] {
        try await database.read { try PackStore().list(in: $0) }
    }

    /// The pack as it was last loaded, before officers changed anything: the base of a three-way comparison.
    public func base(_ id: String) async throws -> [String: String] {
        try await database.read { try PackStore().files(of: id, in: $0) }
    }
}
