import CivicCalendar
import Documents
import Testing

@Suite struct OfficialDocumentTests {
    @Test("a number has word, year in lenticular brackets and running number without zeros")
    func number() {
        #expect(DocumentNumber(word: "质办发", year: 2021, sequence: 3).text == "质办发〔2021〕3号")
    }

    @Test("headings count 一、 （一） 1. （1）, and a higher heading starts the lower ones anew")
    func numbering() {
        var numbering = OfficialNumbering()
        let labels = [1, 2, 2, 3, 4, 4, 3, 4, 2, 3, 1, 2].map { numbering.next(level: $0) }
        #expect(labels == ["一、", "（一）", "（二）", "1.", "（1）", "（2）", "2.", "（1）", "（三）", "1.", "二、", "（一）"])
        var long = OfficialNumbering()
        #expect((0..<21).map { _ in long.next(level: 1) }.last == "二十一、")
        #expect(long.next(level: 9) == "（1）")
    }

    @Test("the edges of the page follow from A4, 37 mm, 28 mm and the type area of 156 by 225 mm")
    func measures() {
        #expect(OfficialLayout.outer == 26)
        #expect(OfficialLayout.bottom == 35)
        #expect(OfficialLayout.top + OfficialLayout.typeArea.height + OfficialLayout.bottom == 297)
        // 28 characters of 16 point are 448 point, 156 mm are 442.2.
        #expect(OfficialLayout.width(of: "质量 2021") == 4.5)
    }

    @Test("a long mark is set smaller, so that it stays on one line")
    func mark() {
        #expect(OfficialLayout.markSize("市政府文件") == 48)
        let long = String(repeating: "质", count: 20)
        #expect(OfficialLayout.markSize(long) == 22)
        #expect(OfficialLayout.markSize(long) * 20 <= 156 / OfficialLayout.millimetresPerPoint)
        #expect(OfficialLayout.markSize("") == 48)
    }

    @Test("the issuing body is centred over the date, which stands four characters off the edge")
    func signature() {
        // Six digits at half a character and three characters.
        #expect(OfficialLayout.width(of: "2021年9月5日") == 6)
        #expect(OfficialLayout.issuerIndent(issuer: "办公室", date: "2021年9月5日") == 5.5)
        #expect(OfficialLayout.issuerIndent(issuer: String(repeating: "局", count: 30), date: "2021年9月5日") == 0)
    }

    @Test("lines of recipients, attachments and copies are punctuated as the standard asks")
    func lines() throws {
        var document = try OfficialSample.document()
        #expect(document.recipientLine == "各成员单位、各区质量工作领导小组：")
        #expect(document.attachmentLines == ["1.事项清单", "2.说明"])
        #expect(document.attachmentHead(1) == "附件2")
        #expect(document.copyLine == "市政府办公厅，各区政府。")
        #expect(OfficialDocument.day(document.date) == "2021年9月5日")
        document.attachments.removeLast()
        document.recipients = []
        document.copies = []
        #expect(document.attachmentLines == ["事项清单"])
        #expect(document.attachmentHead(0) == "附件")
        #expect(document.recipientLine == nil)
        #expect(document.copyLine == nil)
    }
}
