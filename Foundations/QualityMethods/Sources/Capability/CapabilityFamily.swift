/// The methods of the family of capability and performance (ISO 22514).
public enum CapabilityFamily {
    /// The methods in the order of the catalogue.
    public static var methods: [any QualityMethod.Type] {
        [
            NormalCapabilityMethod.self, NonnormalCapabilityMethod.self, AttributeCapabilityMethod.self,
            ToleranceIntervalMethod.self, NormalityMethod.self, TimeDependentModelMethod.self,
        ]
    }
}
