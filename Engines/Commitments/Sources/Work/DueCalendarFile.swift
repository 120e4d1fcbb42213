import CivicCalendar
import Kernel

/// Due days as an iCalendar file (RFC 5545): one all-day event a task.
struct DueCalendarFile {
    struct Event {
        let identity: String
        let day: CivicDate
        let title: String
        let text: String
        /// The page of the task, with its origin.
        let address: String
    }

    /// How often a calendar program that subscribed may ask again (RFC 7986, section 5.7).
    private static let hours = 6

    let name: String
    let events: [Event]
    /// When the file was written.
    let written: LogTime

    /// The file's bytes: lines end in CR LF and are folded at 75 octets (RFC 5545, section 3.1).
    func bytes() throws -> [UInt8] {
        var lines = [
            "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Heng//Dues//ZH", "CALSCALE:GREGORIAN", "METHOD:PUBLISH",
            "X-WR-CALNAME:\(Self.escaped(name))", "REFRESH-INTERVAL;VALUE=DURATION:PT\(Self.hours)H",
            "X-PUBLISHED-TTL:PT\(Self.hours)H",
        ]
        for event in events {
            lines += [
                "BEGIN:VEVENT", "UID:\(event.identity)@heng", "DTSTAMP:\(Self.stamp(written))",
                "DTSTART;VALUE=DATE:\(Self.compact(event.day))",
                "DTEND;VALUE=DATE:\(Self.compact(try event.day.adding(days: 1)))",
                "SUMMARY:\(Self.escaped(event.title))", "DESCRIPTION:\(Self.escaped(event.text))",
                "URL:\(event.address)", "TRANSP:TRANSPARENT", "END:VEVENT",
            ]
        }
        lines.append("END:VCALENDAR")
        return Array(lines.map { Self.folded($0) + "\r\n" }.joined().utf8)
    }

    /// Backslash, semicolon, comma and line breaks as section 3.3.11 has them; other control characters are dropped.
    static func escaped(_ text: String) -> String {
        var result = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\\": result += "\\\\"
            case ";": result += "\\;"
            case ",": result += "\\,"
            case "\n": result += "\\n"
            case _ where scalar.value < 32 || scalar.value == 127: continue
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }

    /// Breaks a line into pieces of at most 75 octets, never within a character; each piece after the first begins with
    /// a space.
    static func folded(_ line: String) -> String {
        var result = ""
        var octets = 0
        for scalar in line.unicodeScalars {
            let size = UTF8.width(scalar)
            if octets + size > 75 {
                result += "\r\n "
                octets = 1
            }
            result.unicodeScalars.append(scalar)
            octets += size
        }
        return result
    }

    private static func compact(_ day: CivicDate) -> String { "\(day)".filter { $0 != "-" } }

    private static func stamp(_ time: LogTime) -> String {
        let text = LogTime(microseconds: time.microseconds - ChinaTime.offset).textInChina
        return text.filter(\.isNumber).prefix(8) + "T" + text.filter(\.isNumber).suffix(6) + "Z"
    }
}

extension UTF8 {
    fileprivate static func width(_ scalar: Unicode.Scalar) -> Int {
        switch scalar.value {
        case ..<0x80: 1
        case ..<0x800: 2
        case ..<0x1_0000: 3
        default: 4
        }
    }
}
