/// A bounded number of connections, lent to one caller at a time, first come first served.
actor PostgresPool {
    private let limit: Int
    private let waiting: Duration
    private let connect: @Sendable () throws -> PostgresConnection
    private var idle: [PostgresConnection] = []
    private var lent = 0
    private var waiters: [(ticket: Int, continuation: CheckedContinuation<Void, any Error>)] = []
    private var tickets = 0
    private var isClosed = false

    init(limit: Int, waiting: Duration, connect: @Sendable @escaping () throws -> PostgresConnection) {
        self.limit = limit
        self.waiting = waiting
        self.connect = connect
    }

    /// Lends a connection to the work and takes it back.
    ///
    /// With `fresh` the idle connections are thrown away first, because one was found broken.
    func lend<T: Sendable>(
        fresh: Bool = false, _ work: @Sendable @escaping (PostgresConnection) throws -> T
    ) async throws -> T {
        if fresh { idle.removeAll() }
        try await takeTurn()
        let connection: PostgresConnection
        do {
            if let free = idle.popLast() { connection = free } else { connection = try await open() }
        } catch {
            passTurn(nil)
            throw error
        }
        let (result, isSound) = await connection.perform { connection in
            let result = Result { try work(connection) }
            return (result, !connection.isBroken && !connection.isInTransaction)
        }
        passTurn(isSound ? connection : nil)
        return try result.get()
    }

    /// Waits until nothing is lent, then closes all. Those who wait for a turn are turned away.
    func close() async {
        isClosed = true
        for waiter in waiters {
            waiter.continuation.resume(throwing: StorageProblem(.closed, "the database is closed"))
        }
        waiters.removeAll()
        idle.removeAll()
        while lent > 0 {
            await Task.yield()
            do { try await Task.sleep(for: .milliseconds(5)) } catch { break }
        }
    }

    private func takeTurn() async throws {
        guard !isClosed else { throw StorageProblem(.closed, "the database is closed") }
        if lent < limit {
            lent += 1
            return
        }
        tickets += 1
        let ticket = tickets
        let timer = Task { [waiting] in
            try await Task.sleep(for: waiting)
            self.giveUp(ticket)
        }
        defer { timer.cancel() }
        // Whoever passes the turn on leaves `lent` as it is: the turn is this caller's now.
        try await withCheckedThrowingContinuation { waiters.append((ticket, $0)) }
    }

    private func passTurn(_ connection: PostgresConnection?) {
        if let connection, !isClosed { idle.append(connection) }
        if waiters.isEmpty {
            lent -= 1
        } else {
            waiters.removeFirst().continuation.resume()
        }
    }

    private func giveUp(_ ticket: Int) {
        guard let index = waiters.firstIndex(where: { $0.ticket == ticket }) else { return }
        waiters.remove(at: index).continuation.resume(
            throwing: StorageProblem(.busy, "no connection became free in \(waiting)"))
    }

    /// Connecting blocks; it is done away from Swift's own threads.
    private func open() async throws -> PostgresConnection {
        try await PostgresDialler.dial(connect)
    }
}
