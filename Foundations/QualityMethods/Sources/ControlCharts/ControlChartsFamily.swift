/// The methods of the family of control charts (ISO 7870).
public enum ControlChartsFamily {
    /// The methods in the order of the catalogue.
    public static var methods: [any QualityMethod.Type] {
        [
            SubgroupChartsMethod.self, IndividualsChartsMethod.self, BetweenWithinMethod.self,
            AttributesChartMethod.self,
            RareEventsChartMethod.self, EWMAMethod.self, CUSUMMethod.self, MovingAverageMethod.self,
            MultivariateChartMethod.self, RunChartMethod.self, RunLengthMethod.self, ChartDesignMethod.self,
        ]
    }
}
