import Access
import Web

/// The second factor: to be set up, to be confirmed, or there.
struct FactorView: Sendable {
    let isRequired: Bool
    let isNone: Bool
    let isWaiting: Bool
    let isConfirmed: Bool
    let secret: String
    let address: String
    let state: String
    let begin: Form.View
    let confirm: Form.View
    let hasRemoval: Bool
    let remove: Form.View
}

/// The codes for when the device is lost, shown once.
struct RecoveryView: Sendable {
    let codes: [String]
    let nextHref: String
}
