import Testing

@testable import Packs

@Suite("The name that was probably meant")
struct NameDistanceTests {
    @Test(
        "insertions, deletions, substitutions and swaps each count one",
        arguments: [
            ("", "", 0), ("abc", "abc", 0), ("abc", "", 3), ("abc", "acb", 1), ("abc", "abcd", 1), ("abc", "axc", 1),
            ("kitten", "sitting", 3), ("ca", "abc", 3), ("质监局", "质检局", 1), ("AMR_M", "AMRM", 1),
        ])
    func distance(_ left: String, _ right: String, _ expected: Int) {
        #expect(NameDistance.between(left, right) == expected)
        #expect(NameDistance.between(right, left) == expected)
    }

    @Test("the nearest name is proposed, and none where all are far")
    func nearest() {
        let names = ["near_due_workdays", "behind_share", "title", "tile"]
        #expect(NameDistance.nearest(to: "titel", among: names) == "title")
        #expect(NameDistance.nearest(to: "nearDueWorkdays", among: names) == "near_due_workdays")
        #expect(NameDistance.nearest(to: "behind-share", among: names) == "behind_share")
        #expect(NameDistance.nearest(to: "colour", among: names) == nil)
        #expect(NameDistance.nearest(to: String(repeating: "a", count: 100_000), among: names) == nil)
    }
}
