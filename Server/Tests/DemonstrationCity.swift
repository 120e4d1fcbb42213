import CivicCalendar
import Commitments
import Foundation
import Kernel
import Ledger
import Logging
import Packs
import Storage
import StorageTesting
import Testing
import Web
import WebTesting

@testable import Server

/// The demonstration city on a new database of its own, with the site of all pages.
struct DemonstrationCity: Sendable {
    static let plan = "2021-1"
    static let clock = SampleSite.clock(date(2026, 11, 23), asOf: date(2021, 9, 15))

    let house: House
    /// The database under the house, for looking and for tampering.
    let store: any Database

    static let logger = Logger(label: "test", factory: { _ in SwiftLogNoOpLogHandler() })

    /// The site as somebody with these roles sees it.
    func site(_ roles: Set<Role> = [.office]) async throws -> Site {
        try await house.site(
            House.SiteOptions(
                key: SampleSite.key, dataFolder: "data", isDemonstration: true,
                actor: Actor(name: "office@local", roles: roles),
                logger: Self.logger))
    }

    func client(_ roles: Set<Role> = [.office]) async throws -> TestClient {
        Self.client(of: try await site(roles))
    }

    /// A browser that keeps quiet.
    static func client(of site: Site) -> TestClient { TestClient(site, logger: logger) }

    /// Runs a test on the demonstration city, whose making is paid once a process on SQLite.
    static func with(
        _ engine: DatabaseEngine = .sqlite, _ body: @Sendable (DemonstrationCity) async throws -> Void
    ) async throws {
        guard engine == .sqlite else {
            return try await empty(engine) { city in
                try await Demonstration(database: city.house.database).prepare(try pack())
                try await body(city)
            }
        }
        let made = try await DemonstrationFile.shared.files()
        try await withDatabaseLocation(.sqlite) { location in
            guard case .sqlite(let path) = location else { return }
            let file = URL(filePath: path)
            try FileManager.default.createDirectory(
                at: file.deletingLastPathComponent(), withIntermediateDirectories: true,
                attributes: [.posixPermissions: 0o700])
            for (ending, data) in made { try data.write(to: URL(filePath: path + ending)) }
            try await run(on: location, body)
        }
    }

    /// Runs a test on a house without a pack.
    static func empty(
        _ engine: DatabaseEngine, _ body: @Sendable (DemonstrationCity) async throws -> Void
    ) async throws {
        try await withDatabaseLocation(engine) { try await run(on: $0, body) }
    }

    fileprivate static func run(
        on location: DatabaseLocation, _ body: @Sendable (DemonstrationCity) async throws -> Void
    ) async throws {
        let store = try await location.open()
        do {
            try await body(DemonstrationCity(house: try await House(store, clock: clock), store: store))
        } catch {
            await store.close()
            throw error
        }
        await store.close()
    }

    /// The pack that comes with Heng.
    static func pack() throws -> Pack {
        try #require(PackReader().read(folder: Repository.root.appending(path: "Packs/shanghai-2021")).pack)
    }

    private static func date(_ year: Int, _ month: Int, _ day: Int) -> CivicDate {
        do { return try CivicDate(year: year, month: month, day: day) } catch { return .first }
    }
}

/// The demonstration's SQLite files by the ending of their names, made once.
private actor DemonstrationFile {
    static let shared = DemonstrationFile()
    private var making: Task<[String: Data], any Error>?

    func files() async throws -> [String: Data] {
        if let making { return try await making.value }
        let task = Task {
            let box = DataBox()
            try await withDatabaseLocation(.sqlite) { location in
                try await DemonstrationCity.run(on: location) { city in
                    try await Demonstration(database: city.house.database).prepare(try DemonstrationCity.pack())
                }
                guard case .sqlite(let path) = location else { return }
                var files: [String: Data] = [:]
                // A closed database may leave its last changes in the write-ahead log.
                for ending in ["", "-wal"] where FileManager.default.fileExists(atPath: path + ending) {
                    files[ending] = try Data(contentsOf: URL(filePath: path + ending))
                }
                await box.set(files)
            }
            return await box.files
        }
        making = task
        return try await task.value
    }

    private actor DataBox {
        private(set) var files: [String: Data] = [:]
        func set(_ files: [String: Data]) { self.files = files }
    }
}

/// The source tree that these tests lie in.
enum Repository {
    static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()
}
