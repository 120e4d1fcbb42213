import CivicCalendar
import Testing

@testable import Commitments

@Suite struct DemonstrationYearTests {
    @Test("the hash is FNV-1a with a finish: the same on every machine")
    func hash() {
        func reference(_ text: String) -> UInt64 {
            var value: UInt64 = 14_695_981_039_346_656_037
            for byte in text.utf8 { value = (value ^ UInt64(byte)) &* 1_099_511_628_211 }
            value = (value ^ (value >> 33)) &* 18_397_679_294_719_823_053
            return value ^ (value >> 33)
        }
        for text in ["", "a", "work-system/coordination", "市"] {
            #expect(DemonstrationYear.hash(text) == reference(text), "\(text)")
        }
    }

    @Test("every year of reports is in order, never falls, is marked, and ends with the finish")
    func reports() throws {
        let year = DemonstrationYear(calendar: try China2021.calendar())
        let starts = try CivicDate("2021-01-01")
        var finished = 0
        for due in ["2021-03-31", "2021-06-30", "2021-09-30", "2021-12-20", "2021-12-31"] {
            for number in 0..<60 {
                let due = try CivicDate(due)
                let reports = try year.reports(name: "a/\(number)", starts: starts, due: due)
                #expect(try year.reports(name: "a/\(number)", starts: starts, due: due) == reports)
                #expect(reports.map(\.order) == Array(reports.indices))
                for (before, after) in zip(reports, reports.dropFirst()) {
                    #expect(before.day < after.day && before.percent <= after.percent && before.percent < 100)
                }
                for report in reports {
                    #expect(report.day > starts && report.day.year == 2021)
                    #expect((0...100).contains(report.percent) && report.source == .demonstration)
                    #expect(report.note.hasPrefix("演示："))
                }
                if reports.last?.percent == 100 { finished += 1 }
                let course = DemonstrationYear.course(of: "a/\(number)", due: due)
                let suspension = try year.suspension(name: "a/\(number)", starts: starts, due: due)
                #expect((suspension != nil) == (course == .suspended))
                if [.steady, .ahead].contains(course) { #expect(reports.last?.percent == 100, "\(due) \(number)") }
                if [.stalls, .suspended, .lagging].contains(course) { #expect(reports.last?.percent != 100) }
            }
        }
        #expect(finished > 200)
    }
}
