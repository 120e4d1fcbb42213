import Commitments
import Kernel
import Packs
import Storage
import Web

/// The about page as a value.
struct AboutView: Sendable {
    struct Fact: Sendable {
        let name: String
        let value: String
    }

    struct PackNote: Sendable {
        let title: String
        let id: String
        let validity: String
        let label: String
        let basisStatus: String
        let basis: String
        let loaded: String
    }

    struct CalendarNote: Sendable {
        let year: Int
        let title: String
        let workdays: Int
        let makeUps: String
        let basisStatus: String
        let basis: String
    }

    let facts: [Fact]
    let packs: [PackNote]
    let hasPacks: Bool
    let calendars: [CalendarNote]
    let hasCalendars: Bool

    init(
        version: HengVersion, dataFolder: String, schema: SchemaDescription, packs: [LoadedPack],
        calendars: [PackCalendar], ledgerSize: Int64, request: PageRequest
    ) {
        func fact(_ key: String, _ value: String) -> Fact {
            Fact(name: request.text("server.about.\(key)"), value: value)
        }
        facts = [
            fact("version", version.number),
            fact("swift", version.swift),
            fact("build", request.text(version.isOptimised ? "server.about.release" : "server.about.debug")),
            fact("database", "\(schema.engine == .sqlite ? "SQLite" : "PostgreSQL") \(schema.version)"),
            fact("location", schema.location),
            fact("folder", dataFolder),
            fact("size", "\((Double(schema.bytes) / 1_000_000 * 10).rounded() / 10) MB"),
            fact("tables", String(schema.tables.count)),
            fact("ledger", String(ledgerSize)),
            fact("business-date", request.businessDate.description),
            fact("log-time", request.clock.now().textInChina),
        ]
        func status(_ basis: Basis) -> String { request.text("commitments.basis.\(basis.status.rawValue)") }
        self.packs = packs.map { pack in
            PackNote(
                title: pack.title(request.language), id: pack.id, validity: "\(pack.validity)",
                label: pack.label(request.language), basisStatus: status(pack.basis), basis: pack.basis.text,
                loaded: "\(pack.loadedAt.textInChina) · \(pack.loadedBy)")
        }
        hasPacks = !packs.isEmpty
        self.calendars = calendars.map { calendar in
            CalendarNote(
                year: calendar.year, title: calendar.title(request.language), workdays: calendar.workdays,
                makeUps: calendar.makeUpWorkdays.map(\.description).joined(separator: "、"),
                basisStatus: status(calendar.basis), basis: calendar.basis.text)
        }
        hasCalendars = !calendars.isEmpty
    }
}
