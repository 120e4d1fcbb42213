import Kernel
import Packs

/// A unit, or a group of district bodies, as pages show it.
public struct ResponsibleUnit: Sendable, Hashable {
    public let id: String
    public let title: LocalizedText
    public let short: LocalizedText
    public let aliases: [String]
    public let code: String
    public let level: UnitLevel
    public let direction: Direction
    public let basis: Basis
    /// Whether it stands for one body in each district.
    public let isGroup: Bool

    init(_ unit: PackUnit) {
        id = unit.id
        title = unit.title
        short = unit.short
        aliases = unit.aliases
        code = unit.code
        level = unit.level
        direction = unit.direction
        basis = unit.basis
        isGroup = false
    }

    init(_ group: UnitGroup) {
        id = group.id
        title = group.title
        short = group.short
        aliases = group.aliases
        code = group.code
        level = group.level
        direction = group.direction
        basis = group.basis
        isGroup = true
    }
}
