import Testing

@testable import Commitments

@Suite struct DeliverableKeyTests {
    @Test("a key is one segment of an address and comes back from it")
    func roundTrip() {
        for key in ["work-system/list", "a/b", "plan-2021-1-item-01/clause-01-02"] {
            let segment = DeliverableKey(key).pathSegment
            #expect(!segment.contains("/"))
            #expect(DeliverableKey(pathSegment: segment)?.key == key)
        }
        #expect(DeliverableKey(pathSegment: "nothing") == nil && DeliverableKey(pathSegment: "") == nil)
    }
}
