import Kernel
import Synchronization

/// Stops a store after a failed `fsync`: the system may have forgotten what it could not write, and asking again would
/// be answered with success (fsync(2), "ERRORS", EIO).
final class FileGate: Sendable {
    private let state = Mutex<(reason: String?, counter: Int)>((nil, 0))

    func check() throws(Problem) {
        if let reason = state.withLock({ $0.reason }) {
            throw Problem(.unavailable, "files.problem.stopped", ["reason": reason])
        }
    }

    func close(_ reason: String) {
        state.withLock { $0.reason = $0.reason ?? reason }
    }

    /// A number that no other writing of this store has.
    func number() -> Int {
        state.withLock {
            $0.counter += 1
            return $0.counter
        }
    }
}
