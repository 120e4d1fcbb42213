import Testing

@testable import Commitments

/// Values counted by hand.
@Suite struct BigramProfileTests {
    private func likeness(_ left: String, _ right: String) -> (similarity: Double, overlap: Double) {
        let (left, right) = (BigramProfile(left), BigramProfile(right))
        #expect(left.similarity(to: right) == right.similarity(to: left))
        #expect(left.overlap(with: right) == right.overlap(with: left))
        return (left.similarity(to: right), left.overlap(with: right))
    }

    @Test("pairs in common are counted, whatever the order of the parts")
    func pairs() {
        // 建设, 设质, 质量 and 质量, 量建, 建设 have two in common.
        #expect(likeness("建设质量", "质量建设") == (2.0 * 2 / 6, 2.0 / 3))
        // 监督, 督抽, 抽查 all stand among the five pairs of 开展监督抽查.
        #expect(likeness("监督抽查", "开展监督抽查") == (2.0 * 3 / 8, 1))
        #expect(likeness("质量", "质量") == (1, 1))
        #expect(likeness("质量", "安全") == (0, 0))
    }

    @Test("a pair counts as often as it stands in both")
    func multiset() {
        #expect(likeness("哈哈哈", "哈哈") == (2.0 / 3, 1))
        #expect(likeness("哈哈哈", "哈哈哈哈") == (4.0 / 5, 1))
    }

    @Test("punctuation, spaces, width and case do not matter, digits do")
    func folding() {
        #expect(likeness("质，量　安 全！", "质量安全").similarity == 1)
        #expect(likeness("ＡＢＣ１２", "abc12").similarity == 1)
        #expect(likeness("达到95%", "达到98%").similarity == 2.0 * 2 / 6)
    }

    @Test("a text without a pair is like nothing, not even itself")
    func short() {
        #expect(likeness("", "质量") == (0, 0))
        #expect(likeness("质", "质") == (0, 0))
        #expect(likeness("，。；", "，。；") == (0, 0))
    }
}
