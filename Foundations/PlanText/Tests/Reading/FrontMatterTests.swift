import Testing

@testable import PlanText

/// Title, issuer, number, day and copies.
struct FrontMatterTests {
    private func document(_ text: String) throws -> Plan.Document { try PlanReader.read(text).plan.document }

    @Test("a notice gives issuer, number, day and the plan's own title")
    func notice() throws {
        let document = try document(OwnPlans.letter)
        #expect(document.title == "河口市2024年质量工作要点")
        #expect(document.issuer == "河口市质量委员会")
        #expect(document.number == "河质委〔2024〕5号")
        #expect(document.date?.description == "2024-02-03")
    }

    @Test(
        "a document number may have any brackets", arguments: ["海政〔2023〕7号", "海政[2023]7号", "海政(2023)7号", "海政（2023）7号"])
    func number(_ number: String) throws {
        #expect(try document("海城市2023年工作要点\n\(number)\n（一）甲事。完成甲。").number == number)
    }

    @Test("a signature with its day may stand at the end, in Chinese numerals")
    func signatureAtEnd() throws {
        let document = try document("2021年工作要点\n（一）甲事。完成甲。（市教委负责）\n海城市教育委员会\n二〇二一年一月二十六日")
        #expect(document.issuer == "海城市教育委员会")
        #expect(document.date?.description == "2021-01-26")
    }

    @Test("a title may begin with its issuer, and may run over two lines")
    func titles() throws {
        #expect(try document("海城市安全委员会2022年工作计划\n（一）甲事。完成甲。").issuer == "海城市安全委员会")
        #expect(try document("海城市2022年安全\n生产工作计划\n\n（一）甲事。完成甲。").title == "海城市2022年安全生产工作计划")
    }

    @Test("the plan's year is the last one in the title, a five-year plan's apart")
    func planYear() throws {
        func year(_ title: String) -> Int? {
            Plan.Document(title: title, issuer: nil, number: nil, date: nil, copiesTo: []).planYear
        }
        #expect(year("海城市2023年工作总结和2024年工作要点") == 2024)
        #expect(year("海城市二〇二五年工作要点") == 2025)
        #expect(year("2025年“十四五”规划收官工作计划") == 2025)
        #expect(year("海城市2024—2026年行动计划") == 2024)
        #expect(year("海城市工作要点") == nil)
    }

    @Test("without front matter there is neither title nor issuer")
    func nothing() throws {
        let reading = try PlanReader.read("（一）甲事。完成甲。")
        #expect(reading.plan.document == Plan.Document(title: nil, issuer: nil, number: nil, date: nil, copiesTo: []))
        #expect(reading.doubts.contains { $0.code == .titleMissing })
    }

    @Test("letter and preamble are parts of their own")
    func parts() throws {
        let kinds = Set(try PlanReader.read(OwnPlans.letter).parts.map(\.kind))
        #expect(
            kinds.isSuperset(of: [
                .noticeTitle, .addressees, .letter, .signature, .date, .title, .preamble, .copiesTo, .imprint,
            ]))
    }
}
