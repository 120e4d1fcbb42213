import Testing

@testable import PlanText

/// Hostile and broken texts: no crash, no character lost, and an end in good time.
struct MutationTests {
    /// SplitMix64 (Steele, Lea and Flood 2014): a fixed seed gives the same texts on every run.
    private struct Randomness: RandomNumberGenerator {
        var state: UInt64
        mutating func next() -> UInt64 {
            state &+= 0x9E37_79B9_7F4A_7C15
            var value = state
            value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
            value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
            return value ^ (value >> 31)
        }
    }

    private static let fragments = [
        "（", "）", "(", ")", "“", "”", "《", "》", "。", "，", "、", "；", "：", "\n", "\r\n", "\r", "\t", "|", "**", "# ",
        "- ", "一、",
        "（一）", "1.", "第一条 ", "第二部分 ", "市、区", "责任单位：", "牵头单位：", "（市教委负责）", "等", "年底前", "2024年", "6月", "13月32日前", "十五五",
        "\u{0}", "\u{FEFF}", "\u{1F600}", "e\u{301}", "\u{20000}", "抄送：", "附件", "九千九百九十九", "99999999999999999999",
        "1.1.1", "——", "百分之",
        "以", "为抓手", "发挥作用", "重点", "序号\t任务\t责任单位\n", "| 序号 | 任务 | 牵头单位 |\n|---|---|---|\n",
    ]

    private func mutate(_ text: String, _ randomness: inout Randomness) -> String {
        var scalars = Array(text.unicodeScalars)
        for _ in 0..<Int.random(in: 1...12, using: &randomness) {
            let place = Int.random(in: 0...scalars.count, using: &randomness)
            switch Int.random(in: 0..<5, using: &randomness) {
            case 0:
                let end = min(scalars.count, place + Int.random(in: 0...20, using: &randomness))
                scalars.removeSubrange(place..<end)
            case 1:
                let end = min(scalars.count, place + Int.random(in: 0...60, using: &randomness))
                let target = Int.random(in: 0...scalars.count, using: &randomness)
                scalars.insert(contentsOf: Array(scalars[place..<end]), at: target)
            case 2:
                if place < scalars.count {
                    let other = Int.random(in: 0..<scalars.count, using: &randomness)
                    scalars.swapAt(place, other)
                }
            default:
                let fragment = Self.fragments.randomElement(using: &randomness) ?? "。"
                scalars.insert(contentsOf: fragment.unicodeScalars, at: place)
            }
        }
        return scalars.string
    }

    @Test("two thousand broken plans are read or refused, and none loses a character")
    func mutations() {
        var randomness = Randomness(state: 20_240_601)
        var read = 0
        let clock = ContinuousClock()
        let start = clock.now
        for round in 0..<2000 {
            let text = mutate(OwnPlans.all[round % OwnPlans.all.count].text, &randomness)
            do throws(PlanTextError) {
                let reading = try PlanReader.read(text)
                PlanPropertyTests.check(text, reading)
                _ = PlanRenderer.render(reading.plan)
                read += 1
            } catch {
                #expect(!error.remedy.isEmpty)
            }
        }
        #expect(read > 1500)
        #expect(clock.now - start < .seconds(60))
    }

    @Test(
        "texts made to take long end in good time",
        arguments: [
            ("（", 300_000), ("(]", 200_000), ("“、", 200_000), ("（市教委负责）", 40_000), ("市、", 200_000), ("，", 300_000),
            ("一、\n", 100_000), ("|", 300_000), ("2024年", 80_000), ("积极", 150_000), ("九", 300_000), ("\n", 300_000),
            ("等", 300_000), ("为", 300_000), ("发挥质量", 100_000), ("责任单位：市教委\n", 50_000), ("抄送：甲\n", 60_000),
            ("\t序号\t任务\t责任单位\n", 30_000), ("**", 150_000), (" ", 400_000),
        ])
    func hostile(unit: String, count: Int) {
        let body = String(repeating: unit, count: count)
        let clock = ContinuousClock()
        for text in ["（一）甲事。" + body, body, "（一）甲事。开展" + body + "。（市教委负责）\n（二）乙。" + body] {
            let start = clock.now
            do throws(PlanTextError) {
                let reading = try PlanReader.read(text)
                #expect(reading.source().unicodeScalars.count == text.unicodeScalars.count)
            } catch {
                #expect(!error.remedy.isEmpty)
            }
            #expect(clock.now - start < .seconds(10), Comment(rawValue: unit))
        }
    }

    /// The goal of half a second is measured by `make bench`; the bound here only catches a scan that is not linear.
    @Test("a plan of 1 MB is read without a scan that is not linear")
    func speed() throws {
        var text = "海城市2024年工作要点\n"
        var number = 1
        while text.utf8.count < 1_000_000 {
            text +=
                "（\(ChineseNumeral.text(number))）提升供给质量。围绕家电、玩具等产品，开展监督抽查，全年抽查600批次，合格率达到95%以上。"
                + "推进大气、水、土壤污染防治，打造绿色发展新高地。（市市场监管局、市、区教育局负责）\n"
            number += 1
        }
        let clock = ContinuousClock()
        var best = Duration.seconds(10)
        for _ in 0..<5 {
            let start = clock.now
            let reading = try PlanReader.read(text)
            best = min(best, clock.now - start)
            #expect(reading.plan.items.count == number - 1)
        }
        print("1 MB read in \(best)")
        #expect(best < .seconds(8))
    }
}
