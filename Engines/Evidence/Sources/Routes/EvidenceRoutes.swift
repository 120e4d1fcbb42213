import Exchange
import Kernel
import Web

/// Every address of the engine.
enum EvidenceRoutes {
    static let readLedger = Permission("evidence.read-ledger")

    /// To read what a change says, besides that there was one.
    static let readChanges = Permission("evidence.read-changes")

    static let ledger = Route0(.get, "ledger", permission: readLedger)
    static let entry = Route1<Int>(.get, "ledger/{position}", permission: readLedger)
    static let file = Route1<ExportFormat>(.get, "ledger-file/{format}", permission: readLedger)

    static let all: [any DeclaredRoute] = [ledger, entry, file]
}
