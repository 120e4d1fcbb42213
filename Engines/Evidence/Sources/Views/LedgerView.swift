import Kernel
import Ledger
import Web

/// The ledger's entries, and whether they fit together.
struct LedgerView: Sendable {
    let table: Table.View
    let check: String
    let isSound: Bool
    let isBroken: Bool
    let chain: String

    init(table: Table.View, outcome: LedgerVerifier.Outcome, request: PageRequest) {
        self.table = table
        isSound = outcome.fault == nil
        isBroken = !isSound
        chain = outcome.chain?.hexadecimal ?? ""
        check =
            outcome.fault.map {
                request.text(
                    "evidence.check.broken",
                    [
                        "position": String($0.position),
                        "kind": request.text("evidence.fault.\($0.kind.rawValue)"),
                    ])
            } ?? request.text("evidence.check.sound", ["size": String(outcome.size)])
    }
}
