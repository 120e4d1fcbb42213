import Foundation
import Kernel

/// How much is to be reached: always in words, and as a number where there is one.
public struct Target: Sendable, Equatable {
    public var text: LocalizedText
    /// Exact as written; nil where the number is still to be agreed.
    public var value: Decimal?
    /// What is counted or measured: `%`, `{zh: 家, en: enterprises}`.
    public var unit: LocalizedText?

    public init(text: LocalizedText, value: Decimal? = nil, unit: LocalizedText? = nil) {
        self.text = text
        self.value = value
        self.unit = unit
    }
}
