/// A place where the text allows another reading, for an officer to confirm or correct.
public struct Doubt: Codable, Equatable, Sendable {
    public enum Code: String, Codable, Sendable, CaseIterable {
        /// A list that shares one verb was cut into clauses.
        case clauseBoundaryList = "clause-boundary-list"
        /// An outcome was taken as the measure of the work before it, not as a goal of its own.
        case outcomeAttached = "outcome-attached"
        /// An outcome stands alone as a goal, though it may be work.
        case goalByForm = "goal-by-form"
        /// Several units answer for an item and none is named as lead.
        case leadNotNamed = "lead-not-named"
        /// The text names several leads; the first one is taken.
        case severalLeads = "several-leads"
        /// A unit's name does not tell its level.
        case unitWithoutLevel = "unit-without-level"
        case responsibilityMissing = "responsibility-missing"
        /// The list of units ends in 等.
        case unitListOpen = "unit-list-open"
        /// Items are counted anew in each section, so running numbers were given.
        case numberingRestarts = "numbering-restarts"
        /// 一批 and the like: an amount without a number.
        case targetMissing = "target-missing"
        /// 三季度前 or 6月前 was read as up to the end of that period.
        case deadlineInclusive = "deadline-inclusive"
        /// A date without a year, and no plan year to give it one.
        case yearUnknown = "year-unknown"
        /// Every district has to do it, by the subject of the sentence before.
        case districtDuty = "district-duty"
        case titleMissing = "title-missing"
        case issuerMissing = "issuer-missing"
        /// A table without a column of tasks was kept as text only.
        case tableWithoutTasks = "table-without-tasks"
        /// The text of a section that has no items.
        case sectionWithoutItems = "section-without-items"
    }

    public var code: Code
    /// The item's number, when the doubt concerns one.
    public var item: Int?
    /// The clause's id, when the doubt concerns one.
    public var clause: String?
    /// The line of the source, from 1.
    public var line: Int?
    /// The words in question, as written.
    public var details: String

    public init(code: Code, item: Int? = nil, clause: String? = nil, line: Int? = nil, details: String) {
        self.code = code
        self.item = item
        self.clause = clause
        self.line = line
        self.details = details
    }
}
