import Foundation

/// The thresholds of the rules that give a task its light and its notices.
///
/// The values that a pack leaves out are those of the initialiser's defaults, in workdays.
public struct LightThresholds: Sendable, Equatable {
    /// Not finished within so many workdays of the due day: at risk. 0 or more.
    public var nearDueWorkdays: Int

    /// Progress more than this share behind the straight path: at risk. From 0 to 1, exact as written.
    public var behindShare: Decimal

    /// Not finished within so many workdays of the due day: a notice that it is due soon. 0 or more; the notice comes
    /// before the light changes, so it is no fewer than ``nearDueWorkdays``.
    public var noticeWorkdays: Int

    /// A period's report is due so many workdays after the last day of the period. 0 or more.
    public var reportGraceWorkdays: Int

    /// An assignment is to be signed for within so many workdays. 0 or more.
    public var receiptWorkdays: Int

    /// A notice that is not given comes 15 workdays before, or with ``nearDueWorkdays`` where those are more.
    public init(
        nearDueWorkdays: Int, behindShare: Decimal, noticeWorkdays: Int? = nil, reportGraceWorkdays: Int = 5,
        receiptWorkdays: Int = 3
    ) {
        self.nearDueWorkdays = nearDueWorkdays
        self.behindShare = behindShare
        self.noticeWorkdays = noticeWorkdays ?? max(15, nearDueWorkdays)
        self.reportGraceWorkdays = reportGraceWorkdays
        self.receiptWorkdays = receiptWorkdays
    }
}
