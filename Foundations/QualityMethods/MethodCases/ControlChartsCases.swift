import QualityMethods

/// Answers the cases of the area.
enum ControlChartsCases: CaseSolver {
    static var kinds: [String] { [] }

    static func answers(kind: String, inputs: MethodValue) throws -> [String: MethodValue] {
        throw unanswered(kind)
    }
}
