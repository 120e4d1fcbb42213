import CivicCalendar
import Kernel
import Ledger

/// What a unit reported: how far it is, in words, in figures, with files.
public struct AssignmentReport: Sendable, Hashable {
    /// A figure that was asked for; the same number asked elsewhere is filled once and reused.
    public struct Number: Sendable, Hashable {
        /// The number's id in the pack.
        public let id: String
        public let value: Quantity
        /// The report it was taken over from, nil where it was typed here.
        public let reusedFrom: Place?

        public init(id: String, value: Quantity, reusedFrom: Place? = nil) {
            self.id = id
            self.value = value
            self.reusedFrom = reusedFrom
        }
    }

    /// Names a report: the assignment and the number of the step in it.
    public struct Place: Sendable, Hashable {
        public let assignment: Identifier
        public let sequence: Int

        public init(assignment: Identifier, sequence: Int) {
            self.assignment = assignment
            self.sequence = sequence
        }
    }

    /// A file that was handed in, and for which expected evidence.
    public struct File: Sendable, Hashable {
        /// The SHA-256 of its content, under which the store keeps it.
        public let digest: Digest
        public let name: String
        /// The expected evidence that it is, by its id in the deliverable; nil for anything else.
        public let evidence: String?

        public init(digest: Digest, name: String, evidence: String?) {
            self.digest = digest
            self.name = name
            self.evidence = evidence
        }
    }

    /// The period it speaks of, as ``ReportPeriod/name``.
    public let period: String
    /// Done so far, from 0 to 100.
    public let percent: Int
    public let text: String
    public let numbers: [Number]
    public let files: [File]

    public init(period: String, percent: Int, text: String, numbers: [Number] = [], files: [File] = []) {
        self.period = period
        self.percent = percent
        self.text = text
        self.numbers = numbers
        self.files = files
    }
}
