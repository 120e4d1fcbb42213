import CivicCalendar
import Kernel

/// A standing with the sentence that says why: what a page shows beside every light.
public struct Judgement: Sendable, Hashable {
    public let standing: Standing

    /// Done, in percent from 0 to 100.
    public let percent: Int

    /// What the straight path from start to due asks for on that day, in percent from 0 to 100.
    public let expectedPercent: Int

    /// Message key of the reason in the string files.
    public let reason: String
    public let arguments: [String: String]

    public init(
        _ standing: Standing, percent: Int, expectedPercent: Int, reason: String, _ arguments: [String: String] = [:]
    ) {
        self.standing = standing
        self.percent = percent
        self.expectedPercent = expectedPercent
        self.reason = reason
        self.arguments = arguments
    }
}
