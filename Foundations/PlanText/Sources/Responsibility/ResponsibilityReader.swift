/// Reads responsibility clauses: which units, which of them leads, whether the list is open, and by when.
struct ResponsibilityReader {
    private(set) var leads: [String] = []
    private(set) var units: [String] = []
    private(set) var isOpen = false
    /// The texts behind 完成时限 and its like.
    private(set) var times: [[Unicode.Scalar]] = []

    /// True when what stands between two parentheses names who is responsible, and is no remark such as 此件公开发布.
    static func isResponsibility(_ inside: ScalarSlice) -> Bool {
        let text = inside.trimmed
        guard text.count >= 3, text.count <= 2000 else { return false }
        if ResponsibilityLabel.label(of: text) != nil { return true }
        let bare = text.last == "。" ? text.dropLast() : text
        guard roleWords.suffixLength(of: bare) > 0 else { return UnitName.isUnitList(bare) }
        let names = bare.dropLast(roleWords.suffixLength(of: bare))
        return UnitName.looksLikeUnits(names)
    }

    private static let leadWords = WordSet("牵头负责 牵头落实 牵头组织实施 牵头组织 牵头推进 牵头实施 牵头")
    private static let supportWords = WordSet("配合落实 积极配合 协同配合 配合 协助 参与 共同参与 协同 参加 配合实施")
    private static let plainWords = WordSet(
        """
        按职责分工负责 按照职责分工负责 按各自职责分工负责 按各自职责负责 按照各自职责负责 按职责负责 按照职责负责 分工负责
        分别负责 共同负责 具体负责 负责落实 负责实施 负责组织实施 负责 按职责分工落实 按照职责分工落实 按职责落实 共同落实
        落实 组织实施 各负其责 按职责分工 分级负责 承办 按职责分工实施 依职责分工负责 依职责负责 根据职责分工负责 负责推进
        """)
    private static let roleWords = WordSet(
        """
        按职责分工负责 按照职责分工负责 按各自职责分工负责 按各自职责负责 按照各自职责负责 按职责负责 按照职责负责 分工负责
        分别负责 共同负责 具体负责 负责落实 负责实施 负责组织实施 负责 按职责分工落实 按照职责分工落实 按职责落实 共同落实
        组织实施 各负其责 按职责分工 分级负责 承办 按职责分工实施 依职责分工负责 依职责负责 根据职责分工负责 负责推进 落实
        牵头负责 牵头落实 牵头组织实施 牵头组织 牵头推进 牵头实施 牵头 配合落实 积极配合 协同配合 配合 协助 参与 共同参与
        协同 参加 配合实施 （牵头） (牵头)
        """)
    private static let openWords = WordSet(
        """
        等部门 等单位 等有关单位 等相关单位 等有关部门 等相关部门 等部门和单位 等部门单位 等有关部门和单位 等相关部门和单位
        等成员单位 等
        """)

    /// Reads one clause: the text inside parentheses, or a labelled line.
    mutating func read(_ clause: ScalarSlice) {
        var field: [Unicode.Scalar] = []
        let text = Array(clause)
        let pairs = BracketPairs(text)
        var start = 0
        for index in 0...text.count {
            let isEnd = index == text.count
            if !isEnd, pairs.isProtected[index] { continue }
            let separates = isEnd || text[index].isSemicolon || text[index] == "\n" || text[index] == "。"
            // 牵头单位：A，责任单位：B has the next label behind a comma or a blank.
            let opensLabel =
                !isEnd && index > start && (text[index].isComma || text[index].isBlank || text[index] == "、")
                && ResponsibilityLabel.label(of: text[(index + 1)...].prefix(16)) != nil
            guard separates || opensLabel else { continue }
            field = Array(text[start..<index])
            readField(field[...].trimmed)
            start = index + 1
        }
    }

    private mutating func readField(_ field: ScalarSlice) {
        guard !field.isEmpty else { return }
        guard let (label, length) = ResponsibilityLabel.label(of: field) else {
            readUnits(field, role: nil)
            return
        }
        let content = field.dropFirst(length).trimmed
        switch label {
        case .lead: readUnits(content, role: .lead)
        case .responsible, .support: readUnits(content, role: .support)
        case .time: times.append(Array(content))
        case .person: break
        }
    }

    private enum Role { case lead, support }

    /// Reads a list of units whose groups may end in 牵头, 配合 or 负责.
    private mutating func readUnits(_ text: ScalarSlice, role: Role?) {
        var group: [String] = []
        var levels: [ScalarSlice] = []
        for piece in UnitName.pieces(of: text) {
            var name = piece
            var ended: Role?
            var endsGroup = false
            var isAlone = false
            if name.hasSuffix("（牵头）") || name.hasSuffix("(牵头)") {
                name = name.dropLast(4)
                isAlone = true
            }
            let leadLength = Self.leadWords.suffixLength(of: name)
            let supportLength = Self.supportWords.suffixLength(of: name)
            let plainLength = Self.plainWords.suffixLength(of: name)
            if leadLength > 0, leadLength >= plainLength {
                name = name.dropLast(leadLength)
                (ended, endsGroup) = (.lead, true)
            } else if plainLength > 0 {
                name = name.dropLast(plainLength)
                endsGroup = true
            } else if supportLength > 0 {
                name = name.dropLast(supportLength)
                (ended, endsGroup) = (.support, true)
            }
            if let last = name.last, last == "共" || last == "分", endsGroup { name = name.dropLast() }
            let openLength = Self.openWords.suffixLength(of: name)
            if openLength > 0 {
                isOpen = true
                name = name.dropLast(openLength)
            }
            if name.first == "由" || name.first == "请" { name = name.dropFirst() }
            name = name.trimmed
            if !endsGroup, UnitName.isLevelWord(name) || UnitName.isBareDistrict(name) {
                levels.append(name)
                continue
            }
            let names = UnitName.expand(levels: levels, before: name)
            levels = []
            if isAlone {
                names.forEach { add($0, isLead: true) }
            } else {
                group += names
            }
            if endsGroup {
                group.forEach { add($0, isLead: (ended ?? role) == .lead) }
                group = []
            }
        }
        group += levels.map(\.string)
        group.forEach { add($0, isLead: role == .lead) }
    }

    /// The first lead, then the other units in the order of the text.
    var unitsLeadFirst: [String] {
        guard let lead = leads.first else { return units }
        return [lead] + units.filter { $0 != lead }
    }

    private mutating func add(_ name: String, isLead: Bool) {
        guard !name.isEmpty else { return }
        if isLead, leads.count < 8, !leads.contains(name) { leads.append(name) }
        if !seen.contains(name) {
            seen.insert(name)
            units.append(name)
        }
    }

    private var seen: Set<String> = []
}
