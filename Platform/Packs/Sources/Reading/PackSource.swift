/// Where a pack's files come from: a folder on disk, or files in memory.
public protocol PackSource: Sendable {
    /// The bytes of a file by its path in the pack, or what keeps it from being read.
    func contents(of path: String, limit: Int) -> Result<[UInt8], PackFinding>

    /// The names in a folder of the pack, sorted, without hidden ones, or what keeps it from being listed.
    func names(in folder: String, limit: Int) -> Result<[String], PackFinding>
}
