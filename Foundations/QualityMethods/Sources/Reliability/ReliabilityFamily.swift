/// The methods of the family of life data and reliability.
public enum ReliabilityFamily {
    /// The methods in the order of the catalogue.
    public static var methods: [any QualityMethod.Type] {
        [
            LifeFitMethod.self, ThresholdWeibullMethod.self, RankRegressionMethod.self, KaplanMeierMethod.self,
            TurnbullMethod.self, LogRankMethod.self, CrowAMSAAMethod.self, AcceleratedLifeMethod.self,
            WarrantyForecastMethod.self, DemonstrationUnitsMethod.self, MTBFBoundsMethod.self, TestPlanMethod.self,
            DemonstrationTimeMethod.self, WeibullDemonstrationMethod.self, SuccessBoundsMethod.self,
        ]
    }
}
