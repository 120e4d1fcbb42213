/// The error that a body throws, nil where it throws none.
///
/// Used in place of `#expect(throws:)` where the error itself is looked at and inside of sessions: with Swift 6.3.1 on
/// Linux a call behind a nested `#expect(throws:)` may report the error that was expected before as its own.
func failure(_ body: () throws -> some Any) -> (any Error)? {
    do {
        _ = try body()
        return nil
    } catch {
        return error
    }
}

/// The same for a body that waits.
func failure(_ body: () async throws -> some Any) async -> (any Error)? {
    do {
        _ = try await body()
        return nil
    } catch {
        return error
    }
}
