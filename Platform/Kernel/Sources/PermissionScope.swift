/// How far a permission reaches.
public enum PermissionScope: String, Sendable, Codable, Hashable, CaseIterable, Comparable {
    /// Records of the actor's own unit or district only; another's answers 404.
    case own
    /// Everybody's records.
    case all

    public static func < (left: PermissionScope, right: PermissionScope) -> Bool { left == .own && right == .all }
}
