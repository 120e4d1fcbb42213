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
        let files = PackWriter().files(of: pack)
        let texts = files.bytes.mapValues { String(decoding: $0, as: UTF8.self) }
        let digest = try Digest(
            of: texts.sorted { $0.key < $1.key }.map { "\($0.key)\u{0}\($0.value)\u{0}" }.joined())
        try await database.change(by: actor) { session in
            try PackStore().write(pack, files: texts, in: session)
            try session.record(
                Self.load, on: RecordReference(kind: "pack", identity: pack.manifest.id),
                change: .object([
                    "digest": .string(digest.hexadecimal), "items": try .integer(pack.items.count),
                    "deliverables": try .integer(pack.deliverables.count), "units": try .integer(pack.units.count),
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

    /// The calendars of every loaded pack, by year.
    public func calendars() async throws -> [PackCalendar] {
        try await database.read { session in
            let store = PackStore()
            return try store.list(in: session).flatMap { try store.read($0.id, in: session)?.calendars ?? [] }
                .sorted { $0.year < $1.year }
        }
    }

    /// The pack as it was last loaded, before officers changed anything: the base of a three-way comparison.
    public func base(_ id: String) async throws -> [String: String] {
        try await database.read { try PackStore().files(of: id, in: $0) }
    }
}
