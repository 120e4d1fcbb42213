import Foundation
import Packs

extension StandingRule {
    /// The rule under a pack's thresholds; a share of 0.15 is 15 percentage points.
    init(_ lights: LightThresholds) {
        let points = NSDecimalNumber(decimal: lights.behindShare * 100).intValue
        self.init(
            nearDueWorkdays: lights.nearDueWorkdays, toleratedPointsBehind: points,
            receiptWorkdays: lights.receiptWorkdays, reportGraceWorkdays: lights.reportGraceWorkdays)
    }
}
