import Packs

/// Finds the unit that a written name means: by full name, by the name plans use, or by an alias.
///
/// Width and surrounding spaces do not matter; nothing else is guessed, so that 市市场监管局 stays what it is.
struct UnitNames: Sendable {
    private var identities: [String: String] = [:]

    init(_ pack: Pack) {
        for unit in pack.units {
            add([unit.title.zh, unit.short.zh] + unit.aliases, for: unit.id)
        }
        for group in pack.groups {
            add([group.title.zh, group.short.zh] + group.aliases, for: group.id)
        }
    }

    /// The unit's or the group's id, nil where no name fits.
    func identity(of name: String) -> String? { identities[Self.folded(name)] }

    private mutating func add(_ names: [String], for identity: String) {
        for name in names { identities[Self.folded(name)] = identities[Self.folded(name)] ?? identity }
    }

    private static func folded(_ name: String) -> String {
        String(
            String.UnicodeScalarView(
                name.unicodeScalars.compactMap { scalar in
                    if scalar.properties.isWhitespace { return nil }
                    guard (0xFF01...0xFF5E).contains(scalar.value) else { return scalar }
                    return Unicode.Scalar(scalar.value - 0xFEE0)
                }))
    }
}
