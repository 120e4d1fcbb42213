import Synchronization

/// Lets writes pass until the disk has failed once; then never again in this process.
///
/// After a failed fsync the system may have dropped the pages that were not written, and a later fsync that succeeds says
/// nothing about them. So a failure is not retried: an operator looks at the disk and restarts.
final class WriteGate: Sendable {
    private let reason = Mutex<String?>(nil)

    func check() throws(StorageProblem) {
        if let reason = reason.withLock({ $0 }) {
            throw StorageProblem(.writesStopped, "writes are stopped since the disk failed: \(reason)")
        }
    }

    /// Closes the gate where the problem says that the disk failed or that the file is damaged.
    func observe(_ error: any Error) {
        guard let problem = error as? StorageProblem, problem.kind == .damaged else { return }
        reason.withLock { $0 = $0 ?? problem.message }
    }
}
