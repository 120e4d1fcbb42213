import Dispatch

/// Holds a blocking body until a test lets it go on; gives up after ten seconds, so that no test hangs.
final class Gate: Sendable {
    private let semaphore = DispatchSemaphore(value: 0)

    func wait() { _ = semaphore.wait(timeout: .now() + 10) }

    func open() { semaphore.signal() }
}
