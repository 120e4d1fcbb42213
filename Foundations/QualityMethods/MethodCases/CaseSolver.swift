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
