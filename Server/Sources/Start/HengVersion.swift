/// Which Heng this is, and what it was built with.
public struct HengVersion: Sendable {
    public let number: String

    public init(number: String) {
        self.number = number
    }

    /// This source tree's version.
    public static let current = HengVersion(number: "0.1.0")

    /// The compiler's language version.
    public var swift: String {
        #if swift(>=6.4)
            "6.4"
        #elseif swift(>=6.3)
            "6.3"
        #elseif swift(>=6.2)
            "6.2"
        #else
            "6.1"
        #endif
    }

    /// Whether optimisation is on.
    public var isOptimised: Bool {
        #if DEBUG
            false
        #else
            true
        #endif
    }
}
