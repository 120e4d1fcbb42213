/// The names of units in a list: cutting, expansion of shared suffixes, and what a name tells about the level.
enum UnitName {
    private static let suffixes = WordSet(
        """
        局 委 办 厅 部 院 会 政府 公司 中心 处 队 站 所 集团 银行 海关 法院 检察院 办公室 管委会 委员会 小组 协会 学会 工会 妇联
        联合会 大学 学院 学校 街道 分局 支队 总队 公安 市委 区委 县委 社 厂 团委 科协 侨联 工商联 残联 文联 社科联 部门 单位
        区 县 镇 乡 市 企业 机构 院校 军分区 警备区 专班 指挥部 联席会议 党校 档案馆 图书馆 博物馆 馆 台 报社 供电 电力 党委
        """)
    private static let levelWords = WordSet("省 市 区 县 镇 乡 街道 旗 州 各市 各区 各县 各镇 各乡 各街道 市级 区级 县级 省级")
    private static let levelPrefixes = WordSet(
        "县（市、区） 县（区） 区（县） 县(市、区) 县(区) 区(县) 县市区 区县 县区 市 区 县 镇 乡 街道 旗 各区 各县 各市 街镇 乡镇 市级 区级 县级")

    /// Cuts a list at 、，and at 和, 及, 会同 between two units; parentheses protect their content.
    static func pieces(of list: ScalarSlice) -> [ScalarSlice] {
        let text = Array(list)
        let pairs = BracketPairs(text)
        var pieces: [ScalarSlice] = []
        var start = 0
        var index = 0
        func close(at end: Int) {
            let piece = text[start..<end].trimmed
            if !piece.isEmpty { pieces.append(piece) }
        }
        while index < text.count {
            let scalar = text[index]
            if pairs.isProtected[index] {
                index += 1
            } else if scalar == "、" || scalar.isComma || scalar == "\n" || scalar == "/" || scalar == "／"
                || scalar == "\t"
                || scalar == "　" || scalar == " "
            {
                close(at: index)
                index += 1
                start = index
            } else if text[index...].hasPrefix("会同"), index > start {
                close(at: index)
                index += 2
                start = index
            } else if scalar == "和" || scalar == "及" || scalar == "与", suffixes.ends(text[start..<index]),
                index - start >= 2,
                joinsUnits(text[(index + 1)...])
            {
                close(at: index)
                index += 1
                start = index
            } else {
                index += 1
            }
        }
        close(at: text.count)
        return pieces
    }

    /// 市教委和市财政局 joins two units; in 住房和城乡建设局 the same word is part of a name.
    private static func joinsUnits(_ rest: ScalarSlice) -> Bool {
        guard let first = rest.first else { return false }
        if "市区县省各团有相".unicodeScalars.contains(first) { return true }
        return false
    }

    static func isLevelWord(_ name: ScalarSlice) -> Bool { levelWords.contains(name) }

    /// 东湖区 in 东湖区、西山县人民政府: a district by its bare name, which shares the suffix of the next one.
    static func isBareDistrict(_ name: ScalarSlice) -> Bool {
        guard (3...5).contains(name.count), let last = name.last, let first = name.first else { return false }
        return (last == "区" || last == "县") && first != "各" && first != "市" && name.dropLast().last != "园"
    }

    /// The suffix behind the district's own name: 人民政府 in 西山县人民政府.
    static func districtSuffix(_ name: ScalarSlice) -> ScalarSlice? {
        guard let level = name.prefix(5).dropFirst().firstIndex(where: { $0 == "区" || $0 == "县" || $0 == "市" }) else {
            return nil
        }
        let suffix = name[(level + 1)...]
        return suffix.count >= 2 && level - name.startIndex >= 2 ? suffix : nil
    }

    /// 市 before 区X becomes 市X and 区X; 市 before 区两级X likewise.
    static func expand(levels: [ScalarSlice], before name: ScalarSlice) -> [String] {
        guard !name.isEmpty else { return levels.map(\.string) }
        let prefix = levelPrefixes.prefixLength(of: name)
        if levels.contains(where: isBareDistrict) {
            let suffix = districtSuffix(name)?.string ?? ""
            return levels.map { $0.string + (isBareDistrict($0) ? suffix : "") } + [name.string]
        }
        guard !levels.isEmpty else {
            // 市区两级X has no separator between the levels.
            if name.hasPrefix("市区两级") || name.hasPrefix("市县两级") {
                let suffix = name.dropFirst(4).string
                return [name.prefix(1).string + suffix, name.dropFirst().prefix(1).string + suffix]
            }
            return [name.string]
        }
        guard prefix > 0, name.count > prefix else { return levels.map(\.string) + [name.string] }
        var suffix = name.dropFirst(prefix)
        for word in ["两级", "三级", "各级"] where suffix.hasPrefix(word) { suffix = suffix.dropFirst(2) }
        let isPlural = levels.contains { $0.first == "各" } && name.first != "各"
        return levels.map { $0.string + suffix.string } + [
            (isPlural ? "各" : "") + name.prefix(prefix).string + suffix.string
        ]
    }

    /// True when a list looks like names of units rather than any other text.
    static func looksLikeUnits(_ list: ScalarSlice) -> Bool {
        for piece in pieces(of: list) {
            var name = piece
            if let wait = name.firstIndex(of: "等") { name = name[..<wait] }
            for word in ["牵头", "配合", "负责", "（牵头）", "(牵头)"] where name.hasSuffix(word) {
                name = name.dropLast(word.unicodeScalars.count)
            }
            if suffixes.ends(name) || isLevelWord(name) || name.first == "市" && name.count <= 12 { return true }
        }
        return false
    }

    /// True when a text is nothing but names of units of the city, as in （市教委、市财政局）.
    static func isUnitList(_ list: ScalarSlice) -> Bool {
        guard let first = list.first, "市省区县各团".unicodeScalars.contains(first), list.count >= 3 else { return false }
        let pieces = pieces(of: list)
        // （市、区） in 各县（市、区） names levels and no unit.
        guard !pieces.allSatisfy({ isLevelWord($0) }) else { return false }
        return pieces.allSatisfy { piece in
            var name = piece
            for word in ["（牵头）", "(牵头)", "等"] where name.hasSuffix(word) {
                name = name.dropLast(word.unicodeScalars.count)
            }
            return name.count <= 24 && (bodySuffixes.ends(name) || isLevelWord(name))
        }
    }

    private static let bodySuffixes = WordSet(
        "局 委 办 厅 政府 办公室 委员会 管委会 领导小组 工会 妇联 团市委 组织部 宣传部 政法委 公司 集团 中心 总队 支队 法院 检察院 部 海关")

    /// The level of a unit by its name.
    ///
    /// A name with a level word of its own is clear. Customs, banks, companies, development zones, provincial and central
    /// bodies are `other`, because the city can only ask them.
    static func level(of name: String, city: String?) -> Plan.Unit.Level {
        var text = Array(name.unicodeScalars)[...]
        if text.hasPrefix("中共") { text = text.dropFirst(2) }
        if let city, text.hasPrefix(city) {
            let rest = text.dropFirst(city.unicodeScalars.count)
            let inside = rest.first == "市" ? rest.dropFirst() : rest
            if outsiders.ends(inside) || isZone(inside) { return .other }
            return isBelowCity(inside) ? .district : .municipal
        }
        if text.first != "市", isZone(text) { return .other }
        if text.first == "市" || text.hasPrefix("团市委") || text.hasPrefix("全市") { return .municipal }
        if text.first == "省" || text.hasPrefix("国家") || text.hasPrefix("中央") { return .other }
        if isBelowCity(text) { return .district }
        // 昆山市人民政府 in the plan of another city is a county-level city; without a known city it is the city itself.
        if text.prefix(6).dropFirst().contains("市"), !text.hasPrefix("城市") {
            return city == nil ? .municipal : .district
        }
        return .other
    }

    /// Bodies that carry the city's name without being the city's: customs, banks, companies.
    private static let outsiders = WordSet("海关 集团 公司 银行 分行 支行 海事局 铁路局 机场 大学 学院 监管分局 电网")

    /// Development zones are neither the city's departments nor districts; 新区 alone is a district.
    private static func isZone(_ text: ScalarSlice) -> Bool {
        ["开发区", "高新区", "经开区", "园区", "片区", "度假区", "功能区", "试验区", "示范区", "保税区"].contains { text.contains($0) }
    }

    /// 区X, 各县X, 黄浦区X, 高新区管委会, 各街道.
    private static func isBelowCity(_ text: ScalarSlice) -> Bool {
        var rest = text
        if rest.first == "各" { rest = rest.dropFirst() }
        guard let first = rest.first else { return false }
        if first == "区", rest.dropFirst().first == "域" { return false }
        if "区县旗镇乡".unicodeScalars.contains(first) || rest.hasPrefix("街道") || rest.hasPrefix("街镇") { return true }
        if text.first == "各", first == "市" { return true }
        for (index, scalar) in zip(rest.indices, rest).prefix(9).dropFirst() where scalar == "区" || scalar == "县" {
            let next = rest[index...].dropFirst().first
            if next == "域" || next == "块" || rest[index - 1] == "社" || rest[index - 1] == "小" || rest[index - 1] == "地"
            {
                continue
            }
            return true
        }
        return false
    }

    /// The city's name without 市, from a title or an issuer such as 2021年上海市…; nil when none is named.
    static func city(in text: String?) -> String? {
        guard let text else { return nil }
        var scalars = Array(text.unicodeScalars)[...]
        while let first = scalars.first, first.digit != nil || first == "年" || first == "中" || first == "共" {
            scalars = scalars.dropFirst()
        }
        if let province = scalars.prefix(5).firstIndex(of: "省") { scalars = scalars[(province + 1)...] }
        guard let end = scalars.prefix(7).firstIndex(of: "市"), end - scalars.startIndex >= 2,
            scalars[..<end].allSatisfy(\.isHan)
        else { return nil }
        return scalars[..<end].string
    }
}
