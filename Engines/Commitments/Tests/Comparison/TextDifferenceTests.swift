import Testing

@testable import Commitments

@Suite struct TextDifferenceTests {
    private func runs(_ old: String, _ new: String, limit: Int = 4_000) -> [String] {
        TextDifference(from: old, to: new, limit: limit).runs.map { run in
            switch run.change {
            case .same: run.text
            case .removed: "-\(run.text)"
            case .added: "+\(run.text)"
            }
        }
    }

    @Test("what stayed, went and came is told in reading order")
    func runs() {
        #expect(runs("完成50处", "完成80处") == ["完成", "-5", "+8", "0处"])
        #expect(runs("质量", "质量安全") == ["质量", "+安全"])
        #expect(runs("质量安全", "安全") == ["-质量", "安全"])
        #expect(runs("", "新") == ["+新"] && runs("旧", "") == ["-旧"])
        #expect(runs("", "").isEmpty && runs("同", "同") == ["同"])
    }

    @Test("a text beyond the limit is one removal and one addition")
    func limit() {
        #expect(runs("甲乙丙", "甲乙丁", limit: 2) == ["-甲乙丙", "+甲乙丁"])
        #expect(runs("", "甲乙丁", limit: 2) == ["+甲乙丁"])
        #expect(TextDifference(from: "甲乙丙", to: "甲乙丙", limit: 1).isUnchanged)
    }

    @Test("the runs give both texts back, for 300 random pairs")
    func property() {
        var random = SplitMix(seed: 7)
        let letters = Array("质量安全强国")
        for _ in 0..<300 {
            let texts = (0..<2).map { _ in
                String((0..<Int(random.next() % 12)).map { _ in letters[Int(random.next() % UInt64(letters.count))] })
            }
            let difference = TextDifference(from: texts[0], to: texts[1])
            let old = difference.runs.filter { $0.change != .added }.map(\.text).joined()
            let new = difference.runs.filter { $0.change != .removed }.map(\.text).joined()
            #expect(old == texts[0] && new == texts[1])
            #expect(difference.isUnchanged == (texts[0] == texts[1]))
            #expect(zip(difference.runs, difference.runs.dropFirst()).allSatisfy { $0.change != $1.change })
        }
    }
}
