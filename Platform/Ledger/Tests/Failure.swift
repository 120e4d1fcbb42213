/// The error that a body throws, nil where it throws none.
///
/// Used inside of sessions in place of `#expect(throws:)`: with Swift 6.3.1 on Linux a call behind a nested
/// `#expect(throws:)` may report the error that was expected before as its own.
func failure(_ body: () throws -> some Any) -> (any Error)? {
    do {
        _ = try body()
        return nil
    } catch {
        return error
    }
}
