import QualityMethods

/// Answers the cases of some kinds from their inputs alone.
protocol CaseSolver {
    /// The kinds that this solver answers.
    static var kinds: [String] { get }
    /// Returns the answers by key, as the public cases of the kind name them.
    static func answers(kind: String, inputs: MethodValue) throws -> [String: MethodValue]
}

/// The solvers, one a family.
enum CaseSolvers {
    static var all: [any CaseSolver.Type] {
        [
            ControlChartsCases.self, CapabilityCases.self, AcceptanceSamplingCases.self, MeasurementSystemsCases.self,
            AgreementCases.self, ReferenceDataCases.self, ReliabilityCases.self, UncertaintyCases.self,
            ProficiencyCases.self,
        ]
    }
}

/// Reads the inputs of a case: fields that the kind does not have are a problem of that case, a single number stands
/// for a list of one where the kind has a list, and null in a row of data stands for no value.
///
/// Remarks about the case (``caseRemarks``) are passed over.
func caseInputs(_ value: MethodValue, fields: [String], lists: Set<String> = []) throws(MethodProblem) -> MethodInputs {
    guard var members = value.asObject else { return try MethodInputs(value) }
    for name in members.keys.sorted() where !fields.contains(name) && !caseRemarks.contains(name) {
        throw MethodProblem(
            .unknownField, at: name, zh: "此类案例没有此项，可用：\(fields.joined(separator: ", "))。",
            en: "Cases of this kind have no such field; the fields are \(fields.joined(separator: ", ")).")
    }
    for name in lists {
        if let single = members[name], single.asNumber != nil { members[name] = .list([single]) }
    }
    if let rows = members["data"]?.asList {
        members["data"] = .list(
            rows.map { row in row.asList.map { .list($0.filter { !$0.isNull }) } ?? row })
    }
    return try MethodInputs(.object(members))
}

/// Members of a case's inputs that say something about it and are no input of its computation.
let caseRemarks: Set<String> = ["dataset", "note", "comment", "description", "label", "title"]
