/// What came of reading a pack: the pack, unless there is an error, and everything that was found.
public struct PackReading: Sendable, Equatable {
    /// Nil where at least one finding is an error.
    public var pack: Pack?
    /// In the order of the files as read, then by line and column.
    public var findings: [PackFinding]

    public init(pack: Pack?, findings: [PackFinding]) {
        self.pack = pack
        self.findings = findings
    }

    public var errors: [PackFinding] { findings.filter { $0.severity == .error } }
    public var warnings: [PackFinding] { findings.filter { $0.severity == .warning } }
}
