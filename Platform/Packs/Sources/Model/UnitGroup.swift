import Kernel

/// One kind of district body: one entry of a pack that stands for one unit in each district.
public struct UnitGroup: Sendable, Equatable {
    public var id: String
    public var title: LocalizedText
    public var short: LocalizedText
    public var aliases: [String]
    public var level: UnitLevel
    public var direction: Direction
    /// The title of the unit in one district; `{district}` stands for the district's title.
    public var member: LocalizedText
    /// The code of the unit in one district; `{code}` stands for the district's code.
    public var code: String
    public var validity: Validity
    public var basis: Basis

    public init(
        id: String, title: LocalizedText, short: LocalizedText, aliases: [String] = [], level: UnitLevel = .district,
        direction: Direction, member: LocalizedText, code: String, validity: Validity, basis: Basis
    ) {
        self.id = id
        self.title = title
        self.short = short
        self.aliases = aliases
        self.level = level
        self.direction = direction
        self.member = member
        self.code = code
        self.validity = validity
        self.basis = basis
    }

    /// The identity of the unit in a district: `AMR_D.HUANGPU`.
    public func memberID(in district: District) -> String { "\(id).\(district.id)" }

    /// The unit that this group is in a district. It has no aliases: plans name the group.
    public func member(in district: District) -> PackUnit {
        let name = LocalizedText(
            zh: member.zh.replacing("{district}", with: district.title.zh),
            en: member.en.replacing("{district}", with: district.title.en))
        return PackUnit(
            id: memberID(in: district), title: name,
            short: LocalizedText(zh: name.zh, en: "\(district.short.en): \(short.en)"),
            code: code.replacing("{code}", with: district.code), level: level, direction: direction,
            validity: validity, basis: basis)
    }
}
