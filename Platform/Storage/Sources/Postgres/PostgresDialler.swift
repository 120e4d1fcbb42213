import Dispatch

/// Makes connections on a thread that may block.
enum PostgresDialler {
    static func dial(_ connect: @Sendable @escaping () throws -> PostgresConnection) async throws -> PostgresConnection
    {
        try await withCheckedThrowingContinuation { continuation in
            DispatchQueue.global().async { continuation.resume(with: Result { try connect() }) }
        }
    }
}
