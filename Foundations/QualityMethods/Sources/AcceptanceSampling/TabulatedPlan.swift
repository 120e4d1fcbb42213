/// A plan read from the tables of inspection by attributes, with how it was found.
public struct TabulatedPlan: Hashable, Sendable {
    /// The form of the tables.
    public let form: InspectionForm
    /// The severity.
    public let severity: InspectionSeverity
    /// The code letter of the lot and the level.
    public let codeLetter: Character
    /// The code letter of the plan in use: another one where an arrow led to it.
    public let planLetter: Character
    /// The type of the plan in use: single where the tables have no double or multiple plan.
    public let type: PlanType
    /// AQL in percent nonconforming, or nonconformities per 100 items.
    public let acceptanceQualityLimit: Double
    /// The plan.
    public let plan: AcceptancePlan

    /// Returns the code letter of a lot (ISO 2859-1, table 1).
    ///
    /// - Throws: ``MethodProblem`` for a lot of fewer than 2 items.
    public static func codeLetter(lotSize: Int, level: InspectionLevel) throws(MethodProblem) -> Character {
        guard lotSize >= 2 else {
            throw .refused("lotSize", zh: "批量须不小于 2", en: "the lot has at least 2 items")
        }
        let row = InspectionTables.lotLimits.firstIndex { lotSize <= $0 } ?? InspectionTables.lotLimits.count
        return Array(InspectionTables.letterRows[row])[level.column]
    }

    /// Looks a plan up for a lot.
    ///
    /// A sample that is as large as the lot or larger means inspection of the whole lot.
    ///
    /// - Parameters:
    ///   - lotSize: at least 2 items.
    ///   - level: the inspection level.
    ///   - acceptanceQualityLimit: one of the 26 preferred values, in percent.
    ///   - severity: the severity in force.
    ///   - type: single, double or multiple.
    ///   - form: the form of the tables.
    /// - Throws: ``MethodProblem`` as ``init(codeLetter:acceptanceQualityLimit:severity:type:form:)`` does.
    public init(
        lotSize: Int, level: InspectionLevel = .general2, acceptanceQualityLimit: Double,
        severity: InspectionSeverity = .normal, type: PlanType = .single, form: InspectionForm = .iso2859
    ) throws(MethodProblem) {
        try self.init(
            codeLetter: try Self.codeLetter(lotSize: lotSize, level: level),
            acceptanceQualityLimit: acceptanceQualityLimit, severity: severity, type: type, form: form)
    }

    /// Looks a plan up by its code letter.
    ///
    /// An arrow leads to the first plan below or above it in the column, with that plan's own sample size; where the
    /// tables end in that direction, to the first in the other one. A mark for another type is obeyed.
    ///
    /// - Throws: ``MethodProblem`` for a letter or an AQL that the tables do not have.
    public init(
        codeLetter: Character, acceptanceQualityLimit: Double, severity: InspectionSeverity = .normal,
        type: PlanType = .single, form: InspectionForm = .iso2859
    ) throws(MethodProblem) {
        guard let row = InspectionTables.letters.firstIndex(of: codeLetter), row < 16 else {
            throw .refused(
                "codeLetter", zh: "样本量字码为 A 至 R（无 I、O）", en: "the code letter is one of A to R without I and O")
        }
        guard let column = InspectionTables.limits.firstIndex(of: acceptanceQualityLimit) else {
            throw .refused(
                "aql", zh: "AQL 须为优先值之一：\(InspectionTables.limits.map(\.plain).joined(separator: "、"))",
                en: "AQL is one of \(InspectionTables.limits.map(\.plain).joined(separator: ", "))")
        }
        var type = type
        while true {
            let found = Self.resolve(row: row, column: column, severity: severity, type: type, form: form)
            switch found?.cell {
            case .plan(let stages):
                self.form = form
                self.severity = severity
                self.codeLetter = codeLetter
                self.planLetter = InspectionTables.letters[found?.row ?? row]
                self.type = type
                self.acceptanceQualityLimit = acceptanceQualityLimit
                self.plan = AcceptancePlan(tabulated: stages)
                return
            case .useDouble: type = .double
            case .useSingle where type != .single: type = .single
            default: throw .refused("aql", zh: "表中没有此方案", en: "the tables have no such plan")
            }
        }
    }

    private static func resolve(
        row: Int, column: Int, severity: InspectionSeverity, type: PlanType, form: InspectionForm
    ) -> (row: Int, cell: InspectionTables.Cell)? {
        let last = severity == .tightened ? 16 : 15
        func cell(_ i: Int) -> InspectionTables.Cell {
            InspectionTables.cell(letter: i, limit: column, severity: severity, type: type, form: form)
        }
        let start = cell(row)
        guard start == .up || start == .down else { return (row, start) }
        let step = start == .up ? -1 : 1
        for direction in [step, -step] {
            var i = row + direction
            while (0...last).contains(i) {
                let next = cell(i)
                if next != .up, next != .down { return (i, next) }
                i += direction
            }
        }
        return nil
    }
}
