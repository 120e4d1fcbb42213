import Documents

/// An official document as its template shows it, on a page and in a PDF: the same value that the Word file is made of.
///
/// Sizes and indents that depend on the words are classes, because pages take no style that is written inline.
struct OfficialSheet: Sendable {
    struct Block: Sendable {
        let text: String
        let isHeading1: Bool
        let isHeading2: Bool
        let isHeading3: Bool
        let isParagraph: Bool
        let isTable: Bool
        let caption: String
        let hasCaption: Bool
        let columns: [Cell]
        let rows: [Row]
    }

    struct Row: Sendable {
        let cells: [Cell]
    }

    struct Cell: Sendable {
        let text: String
        let isCentred: Bool
    }

    struct Attachment: Sendable {
        let head: String
        let title: String
        let blocks: [Block]
    }

    let mark: String
    let markClass: String
    let number: String
    let titleLines: [String]
    let hasRecipients: Bool
    let recipientLine: String
    let blocks: [Block]
    let hasAttachments: Bool
    let attachmentLabel: String
    let attachmentLines: [String]
    let issuer: String
    let date: String
    let signatureClass: String
    let hasRemark: Bool
    let remark: String
    let attachments: [Attachment]
    let hasCopies: Bool
    let copyLabel: String
    let copyLine: String
    let printer: String
    let printed: String

    init(_ document: OfficialDocument) {
        mark = document.mark
        // Steps of eight points from 48 down; below 24 the mark takes two lines.
        let size = max(24, Int(OfficialLayout.markSize(document.mark)) / 8 * 8)
        markClass = "sheet-mark-\(size)"
        number = document.number
        titleLines = document.title.split(whereSeparator: \.isNewline).map(String.init)
        hasRecipients = document.recipientLine != nil
        recipientLine = document.recipientLine ?? ""
        blocks = Self.blocks(document.body)
        hasAttachments = !document.attachments.isEmpty
        attachmentLines = document.attachmentLines
        issuer = document.issuer
        date = OfficialDocument.day(document.date)
        // The pair is centred on itself; the narrower line then stands half the difference further in.
        let difference = OfficialLayout.width(of: issuer) - OfficialLayout.width(of: date)
        let indent = max(0, OfficialLayout.dateIndent - max(0, difference / 2))
        signatureClass = "sheet-indent-\(Int((indent * 2).rounded()))"
        hasRemark = document.remark != nil
        remark = document.remarkLine ?? ""
        attachments = document.attachments.enumerated().map { index, attachment in
            Attachment(
                head: document.attachmentHead(index), title: attachment.title, blocks: Self.blocks(attachment.body))
        }
        hasCopies = document.copyLine != nil
        copyLine = document.copyLine ?? ""
        printer = document.printer
        printed = document.printedLine
        attachmentLabel = OfficialDocument.attachmentLabel
        copyLabel = OfficialDocument.copyLabel
    }

    private static func blocks(_ body: [OfficialBlock]) -> [Block] {
        var numbering = OfficialNumbering()
        return body.flatMap { block -> [Block] in
            switch block {
            case .heading(let level, let text):
                [Self.block(numbering.next(level: level) + text, heading: min(max(level, 1), 3))]
            case .paragraph(let text):
                text.split(whereSeparator: \.isNewline).map { Self.block(String($0), heading: 0) }
            case .table(let table): [Self.block(table)]
            }
        }
    }

    private static func block(_ text: String, heading level: Int) -> Block {
        Block(
            text: text, isHeading1: level == 1, isHeading2: level == 2, isHeading3: level == 3,
            isParagraph: level == 0, isTable: false, caption: "", hasCaption: false, columns: [], rows: [])
    }

    private static func block(_ table: OfficialTable) -> Block {
        Block(
            text: "", isHeading1: false, isHeading2: false, isHeading3: false, isParagraph: false, isTable: true,
            caption: table.caption, hasCaption: !table.caption.isEmpty,
            columns: table.columns.map { Cell(text: $0.title, isCentred: true) },
            rows: table.rows.map { row in
                Row(
                    cells: table.columns.enumerated().map { index, column in
                        Cell(text: index < row.count ? row[index] : "", isCentred: column.isCentred)
                    })
            })
    }
}
