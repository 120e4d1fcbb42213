import CivicCalendar
import Kernel
import Testing

@testable import Commitments

struct DueCalendarFileTests {
    @Test("a due day is an all-day event of one day, written as RFC 5545 asks")
    func event() throws {
        let file = DueCalendarFile(
            name: "期限",
            events: [
                .init(
                    identity: "a", day: try CivicDate("2021-12-31"), title: "质量月; 宣传, \\", text: "市\n区",
                    address: "https://heng.example/assignments/a")
            ], written: LogTime(microseconds: 1_631_664_000_000_000))
        let text = String(decoding: try file.bytes(), as: UTF8.self)
        #expect(text.hasPrefix("BEGIN:VCALENDAR\r\n") && text.hasSuffix("END:VCALENDAR\r\n"))
        #expect(text.contains("DTSTART;VALUE=DATE:20211231\r\nDTEND;VALUE=DATE:20220101\r\n"))
        #expect(text.contains("SUMMARY:质量月\\; 宣传\\, \\\\\r\n"))
        #expect(text.contains("DESCRIPTION:市\\n区\r\n"))
        #expect(text.contains("URL:https://heng.example/assignments/a\r\n"))
        #expect(text.contains("REFRESH-INTERVAL;VALUE=DURATION:PT6H\r\n"))
        #expect(text.contains("DTSTAMP:20210915T000000Z\r\n"))
    }

    @Test("long lines are folded at 75 octets and never within a character")
    func folding() {
        let line = "SUMMARY:" + String(repeating: "质", count: 60)
        let pieces = DueCalendarFile.folded(line).split(separator: "\r\n")
        #expect(pieces.count == 3)
        for piece in pieces { #expect(piece.utf8.count <= 75) }
        #expect(pieces.dropFirst().allSatisfy { $0.first == " " })
        let joined = pieces.enumerated().map { $0.offset == 0 ? String($0.element) : String($0.element.dropFirst()) }
        #expect(joined.joined() == line)
    }

    @Test("what a title holds cannot begin a line of its own")
    func injection() {
        #expect(DueCalendarFile.escaped("a\r\nBEGIN:VALARM") == "a\\nBEGIN:VALARM")
    }
}
