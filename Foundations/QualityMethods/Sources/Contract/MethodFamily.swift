/// One family of the library: its name in the names of methods, its title, and its methods.
public struct MethodFamily: Sendable {
    /// The first part of the names of its methods, such as `control-charts`.
    public let name: String
    /// The title in both languages.
    public let title: MethodText
    /// The methods in the order of the catalogue.
    public let methods: [any QualityMethod.Type]

    /// Creates a family.
    public init(_ name: String, zh: String, en: String, _ methods: [any QualityMethod.Type]) {
        self.name = name
        title = MethodText(zh: zh, en: en)
        self.methods = methods
    }
}
