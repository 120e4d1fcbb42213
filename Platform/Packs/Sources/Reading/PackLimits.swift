/// How large a pack may be; what is larger is refused before it is read.
public struct PackLimits: Sendable, Equatable {
    /// Bytes of one YAML file.
    public var yamlBytes: Int
    /// Bytes of the plan's text.
    public var planBytes: Int
    /// Entries of one folder.
    public var folderEntries: Int
    /// Values in one YAML file: texts, lists and mappings.
    public var nodes: Int
    /// Levels of one value inside another.
    public var depth: Int
    /// Findings that are kept; later ones are only counted.
    public var findings: Int

    public init(
        yamlBytes: Int = 1 << 20, planBytes: Int = 1 << 20, folderEntries: Int = 500, nodes: Int = 100_000,
        depth: Int = 32, findings: Int = 1_000
    ) {
        self.yamlBytes = yamlBytes
        self.planBytes = planBytes
        self.folderEntries = folderEntries
        self.nodes = nodes
        self.depth = depth
        self.findings = findings
    }
}
