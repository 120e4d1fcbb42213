import CivicCalendar
import Documents
import Kernel

/// A bulletin on the progress of a plan (督查通报) with its versions and what was decided on it.
///
/// Nothing is overwritten: a text that was edited is a new version, an approval is of one version, and what state the
/// bulletin is in follows from the rows.
public struct Bulletin: Sendable, Hashable {
    public enum State: String, Sendable, CaseIterable {
        /// Waits for its approval.
        case draft
        /// Was sent back with a reason and not edited since.
        case returned
        case approved
        case issued
        case withdrawn
    }

    /// What was decided on a version.
    public struct Decision: Sendable, Hashable {
        public let version: Int
        public let isApproval: Bool
        /// Why it was sent back; empty for an approval.
        public let reason: String
        public let day: CivicDate
        public let by: String
        public let at: LogTime
    }

    /// That it was issued, with everything that must not change any more.
    public struct Issue: Sendable, Hashable {
        public let number: DocumentNumber
        public let version: Int
        public let letterhead: Letterhead
        /// The SHA-256 of what was issued, in hexadecimal, as the ledger has it too.
        public let digest: String
        public let day: CivicDate
        public let by: String
        public let at: LogTime
    }

    public struct Withdrawal: Sendable, Hashable {
        public let reason: String
        public let day: CivicDate
        public let by: String
        public let at: LogTime
    }

    public let id: Identifier
    public let plan: String
    public let month: BulletinMonth
    /// The versions of the text, the oldest first; never empty.
    public let texts: [BulletinText]
    public let decisions: [Decision]
    public let issue: Issue?
    public let withdrawal: Withdrawal?

    /// The text that counts: the issued one, else the latest.
    public var text: BulletinText {
        texts.first { $0.version == issue?.version } ?? texts[texts.count - 1]
    }

    public var version: Int { texts[texts.count - 1].version }

    public var state: State {
        if withdrawal != nil { return .withdrawn }
        if issue != nil { return .issued }
        guard let last = decisions.last, last.version == version else { return .draft }
        return last.isApproval ? .approved : .returned
    }

    /// Whether it can still be edited.
    public var isOpen: Bool { state != .issued && state != .withdrawn }

    /// Everybody who wrote a version: none of them approves it.
    public var writers: Set<String> { Set(texts.map(\.by)) }

    /// The last day on which something happened to it.
    public var lastDay: CivicDate {
        ([issue?.day, withdrawal?.day].compactMap { $0 } + texts.map(\.day) + decisions.map(\.day)).max()
            ?? texts[0].day
    }

    var reference: RecordReference { RecordReference(kind: "bulletin", identity: id.text) }
}

/// One version of a bulletin's text: what the officer writes, and the figures beside it.
public struct BulletinText: Sendable, Hashable {
    /// What may be edited; each part is lines, and a line is a paragraph.
    public struct Words: Sendable, Hashable {
        public var title: String
        public var overview: String
        public var progress: String
        public var concerns: String
        public var demands: String

        public init(title: String, overview: String, progress: String, concerns: String, demands: String) {
            self.title = title
            self.overview = overview
            self.progress = progress
            self.concerns = concerns
            self.demands = demands
        }

        /// Names and texts of the parts in order, as forms and rows name them.
        var parts: [(name: String, text: String)] {
            [
                ("title", title), ("overview", overview), ("progress", progress), ("concerns", concerns),
                ("demands", demands),
            ]
        }
    }

    public let version: Int
    public let words: Words
    public let figures: BulletinFigures
    public let day: CivicDate
    public let by: String
    public let at: LogTime
}
