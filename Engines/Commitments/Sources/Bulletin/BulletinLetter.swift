import CivicCalendar
import Documents
import Kernel

/// A bulletin as an official document: the officer's text, with the figures as tables beside it.
struct BulletinLetter {
    let composer: BulletinComposer
    let bulletin: Bulletin
    /// What an issued bulletin kept, else what the city has now.
    let letterhead: Letterhead

    init(_ bulletin: Bulletin, letterhead: Letterhead, composer: BulletinComposer) {
        self.bulletin = bulletin
        self.letterhead = bulletin.issue?.letterhead ?? letterhead
        self.composer = composer
    }

    var document: OfficialDocument {
        let words = bulletin.text.words
        let figures = bulletin.text.figures
        let day = bulletin.issue?.day ?? bulletin.text.day
        var body: [OfficialBlock] = [heading("heading.overview"), .paragraph(words.overview)]
        body += [heading("heading.progress"), .paragraph(words.progress)]
        if !figures.moved.isEmpty { body.append(.table(moves(figures.moved))) }
        body += [heading("heading.concerns"), .paragraph(words.concerns)]
        if !figures.late.isEmpty { body.append(.table(concerns(figures.late, caption: "caption.late"))) }
        if !figures.atRisk.isEmpty { body.append(.table(concerns(figures.atRisk, caption: "caption.risk"))) }
        body += [heading("heading.demands"), .paragraph(words.demands)]
        return OfficialDocument(
            mark: composer.phrase("mark", ["issuer": letterhead.issuer]),
            number: bulletin.issue?.number.text ?? composer.phrase("unnumbered"), title: words.title,
            recipients: letterhead.recipients, body: body,
            attachments: [
                OfficialAttachment(title: composer.phrase("attachment"), body: [.table(items(figures))])
            ], issuer: letterhead.issuer, date: day,
            remark: figures.hasDemonstrationData ? composer.phrase("demonstration") : nil, copies: letterhead.copies,
            printer: letterhead.issuer, printed: day)
    }

    private func heading(_ key: String) -> OfficialBlock { .heading(level: 1, text: composer.phrase(key)) }

    private func column(_ key: String, share: Int, isCentred: Bool = true) -> OfficialTable.Column {
        OfficialTable.Column(composer.phrase("column.\(key)"), share: share, isCentred: isCentred)
    }

    private func concerns(_ concerns: [BulletinFigures.Concern], caption: String) -> OfficialTable {
        OfficialTable(
            caption: composer.phrase(caption),
            columns: [
                column("order", share: 2), column("deliverable", share: 8, isCentred: false),
                column("owner", share: 6, isCentred: false), column("due", share: 5),
                column("reason", share: 9, isCentred: false),
            ],
            rows: concerns.enumerated().map { index, concern in
                [String(index + 1), concern.title, concern.owner, "\(concern.due)", concern.reason]
            })
    }

    private func moves(_ moves: [BulletinFigures.Move]) -> OfficialTable {
        OfficialTable(
            caption: composer.phrase("caption.moved"),
            columns: [
                column("order", share: 2), column("deliverable", share: 10, isCentred: false),
                column("owner", share: 6, isCentred: false), column("before", share: 4), column("after", share: 4),
            ],
            rows: moves.enumerated().map { index, move in
                [String(index + 1), move.title, move.owner, composer.word(move.before), composer.word(move.after)]
            })
    }

    private func items(_ figures: BulletinFigures) -> OfficialTable {
        OfficialTable(
            caption: composer.phrase("caption.items", ["day": OfficialDocument.day(figures.day)]),
            columns: [
                column("number", share: 3), column("item", share: 10, isCentred: false),
                column("lead", share: 6, isCentred: false), column("standing", share: 4),
                column("finished", share: 4), column("percent", share: 4), column("expected", share: 4),
            ],
            rows: figures.items.map { item in
                [
                    ChineseNumber.text(item.number), item.title, item.lead, composer.word(item.standing),
                    "\(item.finished)/\(item.total)", "\(item.percent)%", "\(item.expected)%",
                ]
            })
    }
}
