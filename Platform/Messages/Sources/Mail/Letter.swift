import Foundation
import Kernel

/// An e-mail of plain text in UTF-8 (RFC 5322 with RFC 2045 to 2047).
public struct Letter: Sendable, Hashable {
    public let sender: MailAddress
    public let recipient: MailAddress
    public let subject: String
    public let body: String
    public let time: LogTime
    /// What names the letter; the same at every attempt, so that a second copy can be told.
    public let identifier: Identifier

    /// Makes a letter.
    ///
    /// - Throws: `messages.problem.subject` for a subject with a line break or another control character, by which
    ///   somebody could add a header.
    public init(
        from sender: MailAddress, to recipient: MailAddress, subject: String, body: String, time: LogTime,
        identifier: Identifier
    ) throws(Problem) {
        guard !subject.unicodeScalars.contains(where: { $0.properties.generalCategory == .control }),
            !subject.unicodeScalars.contains(where: { $0.value == 0x2028 || $0.value == 0x2029 })
        else { throw Problem(.badInput, "messages.problem.subject") }
        self.sender = sender
        self.recipient = recipient
        self.subject = subject
        self.body = body
        self.time = time
        self.identifier = identifier
    }

    /// The letter as it is sent, lines ended by CR LF.
    public var bytes: [UInt8] {
        var lines = [
            "From: <\(sender)>", "To: <\(recipient)>", "Subject: \(Self.encodedWords(subject))",
            "Date: \(Self.date(time))",
            "Message-ID: <\(identifier.text)@\(sender.host)>",
            // RFC 3834: written by a program, so that nobody's absence note answers it.
            "Auto-Submitted: auto-generated", "MIME-Version: 1.0", "Content-Type: text/plain; charset=utf-8",
            "Content-Transfer-Encoding: base64", "",
        ]
        let text = body.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).joined(separator: "\r\n")
        let packed = Array(Data(text.utf8).base64EncodedString().utf8)
        var start = 0
        while start < packed.count {
            // RFC 2045, section 6.8: lines of at most 76 characters.
            lines.append(String(decoding: packed[start..<min(start + 76, packed.count)], as: UTF8.self))
            start += 76
        }
        return Array((lines.joined(separator: "\r\n") + "\r\n").utf8)
    }

    /// The subject as encoded words of at most 75 characters (RFC 2047, section 2), folded between them; plain ASCII as
    /// it is where it fits a line.
    static func encodedWords(_ text: String) -> String {
        if text.utf8.count <= 60, text.utf8.allSatisfy({ (0x20..<0x7F).contains($0) }), !text.contains("=?") {
            return text
        }
        // 45 bytes are 60 characters of base64 and 72 with `=?utf-8?B?` and `?=`; no character is cut.
        var words: [[UInt8]] = []
        for scalar in text.unicodeScalars {
            let bytes = Array(String(Character(scalar)).utf8)
            if let last = words.indices.last, words[last].count + bytes.count <= 45 {
                words[last] += bytes
            } else {
                words.append(bytes)
            }
        }
        return words.map { "=?utf-8?B?\(Data($0).base64EncodedString())?=" }.joined(separator: "\r\n ")
    }

    /// `Wed, 15 Sep 2021 09:30:05 +0800`, the time in China (RFC 5322, section 3.3).
    static func date(_ time: LogTime) -> String {
        let parts = time.textInChina.split(whereSeparator: { $0 == " " || $0 == "-" }).map(String.init)
        guard parts.count == 4, let month = Int(parts[1]), let day = Int(parts[2]), (1...12).contains(month) else {
            return "Thu, 01 Jan 1970 08:00:00 +0800"
        }
        let days = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"]
        let offset: Int64 = 8 * 3_600 * 1_000_000
        let number = Int((time.microseconds + offset) / 86_400_000_000)
        let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
        let weekday = days[((number % 7) + 7) % 7]
        return "\(weekday), \(day < 10 ? "0" : "")\(day) \(months[month - 1]) \(parts[0]) \(parts[3]) +0800"
    }
}
