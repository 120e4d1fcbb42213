/// What became of an object or a field of a pack between two or three versions of it.
public enum PackChange: String, Sendable, Codable, CaseIterable {
    case unchanged
    /// Two versions: the second is different.
    case changed
    case added
    case removed

    /// Three versions: only one side changed it.
    case changedByUs = "changed-by-us"
    case changedByThem = "changed-by-them"
    /// Both changed it to the same.
    case changedAlike = "changed-alike"
    /// Each side changed fields of the object that the other left alone.
    case changedByBoth = "changed-by-both"
    case addedByUs = "added-by-us"
    case addedByThem = "added-by-them"
    case addedAlike = "added-alike"
    case removedByUs = "removed-by-us"
    case removedByThem = "removed-by-them"
    case removedAlike = "removed-alike"
    /// Both changed it, and not to the same; somebody has to decide.
    case conflict
}
