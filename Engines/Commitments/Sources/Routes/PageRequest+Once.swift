import Kernel
import Ledger
import Web

extension PageRequest {
    /// The key under which this submission counts once, bound to what was sent.
    func once() throws -> IdempotencyKey {
        let ignored: Set<String> = ["csrf-token", "idempotency-key"]
        var content = form.fields.items.filter { !ignored.contains($0.name) }
            .map { "\($0.name)\u{0}\($0.value)\u{0}" }.joined()
        for file in form.files {
            content += "\(file.field)\u{0}\(file.name)\u{0}\(try Digest(of: file.bytes).hexadecimal)\u{0}"
        }
        do {
            return try IdempotencyKey(
                try idempotencyKey(), route: "\(method.rawValue) \(path)", content: try Digest(of: content))
        } catch let refusal as LedgerProblem {
            throw refusal.problem
        }
    }
}
