import Kernel

/// Keeps the number of browsers down: a few run, a few wait, more are turned away.
public actor PrintQueue {
    /// How many may run at a time.
    public let running: Int
    /// How many may wait.
    public let waiting: Int

    private var places: Int
    private var waiters: [CheckedContinuation<Void, Never>] = []

    /// Makes a queue with nobody in it.
    public init(running: Int = 2, waiting: Int = 16) {
        self.running = max(1, running)
        self.waiting = max(0, waiting)
        places = max(1, running)
    }

    /// Takes a place, waiting where none is free; every call that returns is followed by one of ``leave()``.
    ///
    /// - Throws: `printing.problem.busy` where too many wait already.
    func enter() async throws(Problem) {
        if places > 0 {
            places -= 1
            return
        }
        guard waiters.count < waiting else { throw Problem(.unavailable, "printing.problem.busy") }
        await withCheckedContinuation { waiters.append($0) }
    }

    /// Hands the place to whoever waits longest.
    func leave() {
        if waiters.isEmpty { places += 1 } else { waiters.removeFirst().resume() }
    }
}
