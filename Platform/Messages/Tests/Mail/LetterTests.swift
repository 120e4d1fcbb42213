import Foundation
import Kernel
import Testing

@testable import Messages

@Suite struct LetterTests {
    private func letter(_ subject: String, body: String = "正文") throws -> Letter {
        let identifier = try #require(Identifier("017b7f00-0000-7000-8000-000000000001"))
        return try Letter(
            from: MailAddress("heng@example.org"), to: MailAddress("a@example.org"), subject: subject, body: body,
            time: LogTime(microseconds: 1_631_669_405_000_000), identifier: identifier)
    }

    @Test("addresses are taken plainly or not at all")
    func addresses() throws {
        for good in ["a@b.cn", "a.b+c@mail-1.example.org", "o'neil@example.org"] {
            #expect(try MailAddress(good).text == good)
        }
        #expect(try MailAddress("a@b.example.org").host == "b.example.org")
        for bad in [
            "", "a", "@b.cn", "a@", "a@b@c", "a b@c.cn", "a@b c", "a@b..cn", ".a@b.cn", "a@-b.cn",
            "a@b.cn\r\nBcc: x@y.z",
            "a\n@b.cn", "<a@b.cn>", "a,b@c.cn", "\"a\"@b.cn", "a@[127.0.0.1]", "甲@b.cn",
            String(repeating: "a", count: 65) + "@b.cn",
        ] {
            #expect(throws: Problem.self, "\(bad)") { try MailAddress(bad) }
        }
    }

    @Test("a line break in a subject is refused, so that nobody adds a header")
    func injection() throws {
        for subject in ["a\r\nBcc: b@c.cn", "a\nb", "a\rb", "a\u{0}b", "a\u{2028}b", "a\u{85}b"] {
            #expect(throws: Problem(.badInput, "messages.problem.subject")) { try letter(subject) }
        }
    }

    @Test("a subject of any length and script comes back whole, on lines of at most 76 characters")
    func subject() throws {
        for subject in [
            "Plain", "=?utf-8?B?eA==?=", "督办提醒：第 3 项将于 2021-09-30 到期",
            String(repeating: "质量强市👩🏽‍🔬", count: 40), String(repeating: "long words ", count: 30),
        ] {
            let encoded = Letter.encodedWords(subject)
            for line in encoded.components(separatedBy: "\r\n") { #expect(line.utf8.count <= 76) }
            let words = encoded.components(separatedBy: "\r\n ")
            let decoded =
                try words.map { word -> String in
                    guard word.hasPrefix("=?utf-8?B?"), word.hasSuffix("?=") else { return word }
                    let data = try #require(Data(base64Encoded: String(word.dropFirst(10).dropLast(2))))
                    // Each word is whole characters (RFC 2047, section 5).
                    return try #require(String(data: data, encoding: .utf8))
                }.joined()
            #expect(decoded == subject)
            #expect(encoded.utf8.allSatisfy { $0 < 0x80 })
        }
        #expect(Letter.encodedWords("Plain") == "Plain")
    }

    @Test("the head has what a letter of a program needs, and the body comes back")
    func form() throws {
        let text = String(
            decoding: try letter("提醒", body: "第一行\n.\n第三行" + String(repeating: "长", count: 300)).bytes, as: UTF8.self)
        let parts = text.components(separatedBy: "\r\n\r\n")
        #expect(parts.count == 2)
        let head = parts[0].components(separatedBy: "\r\n")
        #expect(
            head == [
                "From: <heng@example.org>", "To: <a@example.org>", "Subject: =?utf-8?B?5o+Q6YaS?=",
                "Date: Wed, 15 Sep 2021 09:30:05 +0800",
                "Message-ID: <017b7f00-0000-7000-8000-000000000001@example.org>", "Auto-Submitted: auto-generated",
                "MIME-Version: 1.0", "Content-Type: text/plain; charset=utf-8", "Content-Transfer-Encoding: base64",
            ])
        let lines = parts[1].components(separatedBy: "\r\n")
        #expect(lines.allSatisfy { $0.utf8.count <= 76 })
        let body = try #require(Data(base64Encoded: lines.joined()))
        #expect(String(decoding: body, as: UTF8.self).hasPrefix("第一行\r\n.\r\n第三行"))
        #expect(!text.replacing("\r\n", with: "").contains("\n"))
    }

    @Test("the address of the server is read, and its account is whole or not at all")
    func settings() throws {
        let plain = try MailSettings(server: "smtp://mail.example.org", sender: "a@b.cn", environment: [:])
        #expect(plain.port == 25)
        #expect(plain.user == nil)
        let secure = try MailSettings(
            server: "smtps://mail.example.org:4650/", sender: "a@b.cn",
            environment: ["HENG_SMTP_USER": "u", "HENG_SMTP_PASSWORD": "p"])
        #expect(secure.port == 4650)
        #expect(secure.password == "p")
        for bad in [
            "mail.example.org", "http://mail.example.org", "smtp://", "smtp://a:0", "smtp://a:x", "smtp://a:1:2",
            "smtp://u:p@host:25", "smtp://a b", "smtp://a/x", "smtp://-a", "smtp://a\n",
        ] {
            #expect(throws: Problem.self, "\(bad)") {
                try MailSettings(server: bad, sender: "a@b.cn", environment: [:])
            }
        }
        for account in [
            ["HENG_SMTP_USER": "u"], ["HENG_SMTP_PASSWORD": "p"],
            ["HENG_SMTP_USER": "a:b", "HENG_SMTP_PASSWORD": "p"],
            ["HENG_SMTP_USER": "a", "HENG_SMTP_PASSWORD": "p\nurl = x"],
        ] {
            #expect(throws: Problem(.badInput, "messages.problem.smtp-account")) {
                try MailSettings(server: "smtp://a", sender: "a@b.cn", environment: account)
            }
        }
    }

    @Test("a password with quotes stays one value of curl's settings and asks for TLS")
    func configuration() throws {
        let settings = try MailSettings(
            server: "smtp://mail.example.org:587", sender: "heng@example.org",
            environment: ["HENG_SMTP_USER": "u\"x", "HENG_SMTP_PASSWORD": "p\\\"url"])
        let text = CurlTransport(settings).configuration(try letter("a"), file: URL(filePath: "/tmp/a"))
        #expect(text.contains("user = \"u\\\"x:p\\\\\\\"url\"\n"))
        #expect(text.contains("\nssl-reqd\n"))
        #expect(text.contains("url = \"smtp://mail.example.org:587/heng\"\n"))
    }

    @Test("a 5xx answer is for good, everything else is tried again")
    func failures() {
        #expect(CurlTransport.failure(status: 55, said: "curl: (55) RCPT failed: 550").isFinal)
        #expect(!CurlTransport.failure(status: 55, said: "curl: (55) RCPT failed: 451").isFinal)
        #expect(!CurlTransport.failure(status: 7, said: "curl: (7) Failed to connect to host port 25").isFinal)
        #expect(CurlTransport.failure(status: 9, said: "").reason == "curl ended with status 9")
    }
}
