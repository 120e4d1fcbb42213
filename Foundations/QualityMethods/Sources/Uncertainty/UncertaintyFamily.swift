/// The methods of the family of measurement uncertainty, calibration and conformity.
public enum UncertaintyFamily {
    /// The methods in the order of the catalogue.
    public static var methods: [any QualityMethod.Type] {
        [
            BudgetMethod.self, MonteCarloMethod.self, CalibrationLineMethod.self, CalibrationCurveMethod.self,
            ConformityMethod.self,
        ]
    }
}
