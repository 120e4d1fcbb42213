/// The methods of the family of proficiency tests, precision experiments and key comparisons.
public enum ProficiencyFamily {
    /// The methods in the order of the catalogue.
    public static var methods: [any QualityMethod.Type] {
        [
            RobustEstimatesMethod.self, ScoresMethod.self, HomogeneityMethod.self, MandelMethod.self,
            OutliersMethod.self, PrecisionMethod.self, KeyComparisonMethod.self, ConsensusMethod.self,
            AlgorithmSMethod.self, QHampelMethod.self, KeyComparisonMedianMethod.self,
        ]
    }
}
