import Testing

@testable import PlanText

/// Dates, periods and deadlines.
struct DateScannerTests {
    private func scan(_ text: String, year: Int? = 2024) -> [DateScanner.Finding] {
        let scalars = Array(text.unicodeScalars)
        return DateScanner(text: scalars, year: year).findings(in: 0..<scalars.count)
    }

    @Test(
        "deadlines are the last day that they allow",
        arguments: [
            ("2025年3月底前", "2025-03-31"), ("2024年底前", "2024-12-31"), ("6月底前", "2024-06-30"), ("年内", "2024-12-31"),
            ("第三季度前", "2024-09-30"), ("三季度末", "2024-09-30"), ("上半年", "2024-06-30"), ("12月20日前", "2024-12-20"),
            ("年底前", "2024-12-31"), ("今年6月底前", "2024-06-30"), ("2月底前", "2024-02-29"), ("10月中旬前", "2024-10-20"),
            ("二〇二五年三月底前", "2025-03-31"), ("2025年第一季度", "2025-03-31"), ("到2025年底", "2025-12-31"),
        ])
    func deadlines(text: String, day: String) throws {
        let scalars = Array(("完成" + text + "的工作").unicodeScalars)
        #expect(DateScanner(text: scalars, year: 2024).due(in: 0..<scalars.count)?.description == day)
    }

    @Test("a date that only names something, and 全年, set no deadline")
    func noDeadline() {
        for text in ["9月全国质量月", "全年", "2011—2020年", "“十四五”时期", "2024年"] {
            #expect(scan(text).count == 1, Comment(rawValue: text))
            #expect(scan(text).allSatisfy { !$0.isDeadline }, Comment(rawValue: text))
        }
        #expect(scan("每半年一次、三个月、20年来、第十五届").isEmpty)
    }

    @Test("without a plan's year a date without one has no days")
    func noYear() {
        #expect(scan("6月底前", year: nil).map(\.mention) == [Plan.DateMention(text: "6月底前", from: nil, to: nil)])
    }

    @Test("days that no calendar has are nil")
    func impossible() {
        #expect(Plan.CalendarDay(year: 2023, month: 2, day: 29) == nil)
        #expect(Plan.CalendarDay(year: 2000, month: 2, day: 29) != nil)
        #expect(Plan.CalendarDay(year: 1900, month: 2, day: 29) == nil)
        #expect(Plan.CalendarDay("2024-02-30") == nil)
        #expect(scan("2月30日前").map(\.mention.to) == [nil])
    }
}
