import Foundation

/// The thresholds of the rules that give an item its light.
public struct LightThresholds: Sendable, Equatable {
    /// Not finished within so many workdays of the due day: at risk. 0 or more.
    public var nearDueWorkdays: Int

    /// Progress more than this share behind the straight path: at risk. From 0 to 1, exact as written.
    public var behindShare: Decimal

    public init(nearDueWorkdays: Int, behindShare: Decimal) {
        self.nearDueWorkdays = nearDueWorkdays
        self.behindShare = behindShare
    }
}
