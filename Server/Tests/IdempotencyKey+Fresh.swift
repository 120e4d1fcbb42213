import Foundation
import Ledger

extension IdempotencyKey {
    /// A key that nothing was sent with yet.
    static func fresh() throws -> IdempotencyKey {
        try IdempotencyKey(UUID().uuidString, route: "POST /test", content: try Digest(of: "test"))
    }
}
