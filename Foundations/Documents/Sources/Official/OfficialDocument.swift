import CivicCalendar

/// An official document by its parts, as GB/T 9704-2012 names them: head (版头), body (主体), imprint (版记).
///
/// It says what the document says, not how it looks: `OfficialDocumentWriter` lays it out as a Word file, and a page
/// can show the same value as HTML by the measures of `OfficialLayout`. Left out are copy number, secrecy and urgency,
/// which a system that holds no secrets does not need, and the signatory of a document to a higher body.
public struct OfficialDocument: Hashable, Sendable {
    /// The mark of the issuing body in red at the head of the first page (发文机关标志), such as `市质量工作领导小组办公室文件`.
    public var mark: String
    /// The number line under the mark (发文字号); of a draft what stands in its place.
    public var number: String
    /// The title; a line feed starts a new line.
    public var title: String
    /// The bodies it is addressed to (主送机关), in order; none for a document to everybody.
    public var recipients: [String]
    /// The text.
    public var body: [OfficialBlock]
    /// What is attached, in order; each starts a page.
    public var attachments: [OfficialAttachment]
    /// The issuing body as it signs (发文机关署名).
    public var issuer: String
    /// The day it is issued (成文日期).
    public var date: CivicDate
    /// A remark in brackets under the date (附注).
    public var remark: String?
    /// The bodies that get a copy (抄送机关), in order.
    public var copies: [String]
    /// The body that prints it (印发机关).
    public var printer: String
    /// The day it is printed (印发日期).
    public var printed: CivicDate

    /// Makes a document.
    public init(
        mark: String, number: String, title: String, recipients: [String] = [], body: [OfficialBlock],
        attachments: [OfficialAttachment] = [], issuer: String, date: CivicDate, remark: String? = nil,
        copies: [String] = [], printer: String, printed: CivicDate
    ) {
        self.mark = mark
        self.number = number
        self.title = title
        self.recipients = recipients
        self.body = body
        self.attachments = attachments
        self.issuer = issuer
        self.date = date
        self.remark = remark
        self.copies = copies
        self.printer = printer
        self.printed = printed
    }

    /// A day as official documents write it, in Arabic numerals without leading zeros: `2021年9月5日`.
    public static func day(_ date: CivicDate) -> String {
        "\(date.year)年\(date.month)月\(date.day)日"
    }

    /// What stands before the names of attachments (clause 7.3.4).
    public static let attachmentLabel = "附件："
    /// What stands before those that get a copy (clause 7.4.2).
    public static let copyLabel = "抄送："

    /// The day it is printed with its word (clause 7.4.3): `2021年9月6日印发`.
    public var printedLine: String { Self.day(printed) + "印发" }

    /// The remark in its brackets; nil where there is none.
    public var remarkLine: String? { remark.map { "（\($0)）" } }

    /// The line of those addressed, with a full-width colon after the last (clause 7.3.2); nil where there is none.
    public var recipientLine: String? {
        recipients.isEmpty ? nil : recipients.joined(separator: "、") + "："
    }

    /// The lines of the note on attachments without their common 附件： (clause 7.3.4); numbered from two on.
    public var attachmentLines: [String] {
        attachments.count < 2
            ? attachments.map(\.title)
            : attachments.enumerated().map { "\($0.offset + 1).\($0.element.title)" }
    }

    /// The head of an attachment's first page: `附件`, or `附件2` where there are several (clause 7.3.7).
    public func attachmentHead(_ index: Int) -> String {
        attachments.count < 2 ? "附件" : "附件\(index + 1)"
    }

    /// The bodies that get a copy, separated and closed as clause 7.4.2 asks; nil where there is none.
    public var copyLine: String? {
        copies.isEmpty ? nil : copies.joined(separator: "，") + "。"
    }
}

/// Something that is attached to an official document.
public struct OfficialAttachment: Hashable, Sendable {
    /// The title, without a full stop.
    public var title: String
    /// The text and tables.
    public var body: [OfficialBlock]
    /// Whether its pages lie on their long side, for wide tables.
    public var isLandscape: Bool

    /// Makes an attachment.
    public init(title: String, body: [OfficialBlock], isLandscape: Bool = false) {
        self.title = title
        self.body = body
        self.isLandscape = isLandscape
    }
}

/// One piece of the text of an official document.
public enum OfficialBlock: Hashable, Sendable {
    /// A heading of level 1 to 4 without its number; other levels are taken as the nearest.
    case heading(level: Int, text: String)
    /// A paragraph, indented by two characters; a line feed starts a new paragraph, blank ones are left out.
    case paragraph(String)
    /// A table with a repeated head.
    case table(OfficialTable)
}

/// A table of an official document.
public struct OfficialTable: Hashable, Sendable {
    /// A column.
    public struct Column: Hashable, Sendable {
        /// The text in the head.
        public var title: String
        /// The width against the other columns, 1 or more.
        public var share: Int
        /// Whether texts are centred, as numbers, days and states are.
        public var isCentred: Bool

        /// Makes a column.
        public init(_ title: String, share: Int = 1, isCentred: Bool = false) {
            self.title = title
            self.share = share
            self.isCentred = isCentred
        }
    }

    /// The text above the table, centred; empty for none.
    public var caption: String
    /// The columns from left to right.
    public var columns: [Column]
    /// The rows; short ones are filled up, cells beyond the columns are left out.
    public var rows: [[String]]

    /// Makes a table.
    public init(caption: String = "", columns: [Column], rows: [[String]]) {
        self.caption = caption
        self.columns = columns
        self.rows = rows
    }
}
