import Kernel
import Ledger
import Storage

extension PasswordStore {
    /// Writes a password as the change's actor, now.
    func insert(
        _ hash: PasswordHash, for person: Identifier, isOneTime: Bool, in session: ChangeSession
    ) throws {
        try insert(
            hash, for: person, isOneTime: isOneTime, in: session, at: session.clock.now(),
            day: session.clock.today().description, by: session.actor.name, id: session.identifiers.next())
    }
}
