/// A value of a YAML file with its place, without tags, anchors and aliases.
struct YAMLNode: Sendable {
    enum Value: Sendable {
        /// `plain` tells `null`, `7` and `true` from `"null"`, `"7"` and `"true"`.
        case scalar(String, plain: Bool)
        case sequence([YAMLNode])
        case mapping([Entry])
    }

    struct Entry: Sendable {
        let key: String
        let keyPlace: PackPlace
        let value: YAMLNode
    }

    let value: Value
    let place: PackPlace

    /// Whether it is `null`, `~` or nothing at all.
    var isNull: Bool {
        if case .scalar(let text, plain: true) = value { return ["", "~", "null", "Null", "NULL"].contains(text) }
        return false
    }

    /// What to call it in a message: the name of its message key's last part.
    var kind: String {
        switch value {
        case .scalar: isNull ? "null" : "text"
        case .sequence: "list"
        case .mapping: "mapping"
        }
    }
}
