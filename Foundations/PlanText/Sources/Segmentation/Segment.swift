/// A stretch of a sentence between two separators, with the part it plays.
struct Segment {
    /// What a segment does within its sentence.
    enum Role {
        /// Names work.
        case task
        /// Prepares the work that follows: 围绕…, 以…为抓手.
        case leadIn
        /// Prepares by means, and ties the theme before it to the work after it: 通过….
        case means
        /// Sets a body or a mechanism to work for what follows: 发挥…作用.
        case mobilisation
        /// Names what the work is for.
        case outcome
        /// Names a level that is to be reached: 合格率达到98%以上.
        case target
        /// Adds a few words to what stands before it: 常抓不懈.
        case remark
    }

    var range: Range<Int>
    var role: Role
}

/// Decides the role of a segment from its first and last words.
struct SegmentReader {
    let text: [Unicode.Scalar]

    /// Skips adverbs, as long as something that can be a verb is left.
    func withoutAdverbs(_ slice: ScalarSlice) -> ScalarSlice {
        var rest = slice
        while true {
            let length = Vocabulary.adverbs.prefixLength(of: rest)
            guard length > 0, rest.count > length else { return rest }
            let next = rest.dropFirst(length)
            // 加快建设 has an adverb before its verb, in 加快标准制定 the same word is the verb.
            guard Vocabulary.verbs.begins(next) || Vocabulary.adverbs.begins(next) || next.first == "地" else {
                return rest
            }
            rest = next.first == "地" ? next.dropFirst() : next
        }
    }

    func role(of range: Range<Int>) -> Segment.Role {
        let slice = text[range]
        if isTimeLeadIn(slice) || isPrepositional(slice) { return .leadIn }
        if isMeans(slice) { return .means }
        let core = withoutAdverbs(slice)
        if statesLevel(slice) { return .target }
        if isMobilisation(core) { return .mobilisation }
        if isOutcome(slice, core: core) { return .outcome }
        if isCompletion(core) { return .remark }
        if slice.count <= 4, !Vocabulary.verbs.begins(slice), !slice.contains(where: { $0.digit != nil }) {
            return .remark
        }
        return .task
    }

    /// 力争年底前全部完成: no work of its own, only the deadline or the extent of the work before it.
    private func isCompletion(_ core: ScalarSlice) -> Bool {
        guard core.count <= 24 else { return false }
        let dates = DateScanner(text: Array(core), year: nil).findings(in: 0..<core.count)
        var rest = core
        if let date = dates.first, date.range.lowerBound == 0 { rest = rest.dropFirst(date.range.upperBound) }
        let length = Vocabulary.completions.suffixLength(of: rest)
        return length > 0 && withoutAdverbs(rest).count <= length
    }

    /// 到2025年, 2024年6月底前, 年内: a time by itself.
    private func isTimeLeadIn(_ slice: ScalarSlice) -> Bool {
        guard slice.count <= 14, let last = slice.last else { return false }
        guard last == "前" || last == "底" || last == "年" || last == "末" || last == "内" || last == "月" || last == "间"
        else { return false }
        return slice.allSatisfy { scalar in
            scalar.digit != nil || ChineseNumeral.isNumeral(scalar)
                || "到至在年月日底前末内以之季度第上下半旬中“”期间今明本".unicodeScalars.contains(scalar)
        }
    }

    private func isPrepositional(_ slice: ScalarSlice) -> Bool {
        if slice.first == "在", Vocabulary.places.ends(slice) { return true }
        // 坚持… states the principle of the work that follows, whatever verbs it holds.
        if slice.hasPrefix("坚持") || slice.hasPrefix("秉持") { return true }
        // 选取三个产业，开展…: choosing the objects prepares the work.
        if Vocabulary.choosingVerbs.begins(slice) { return true }
        // 对整改不力的单位: whom the work behind it concerns.
        if slice.first == "对", let of = slice.lastIndex(of: "的"), slice.endIndex - of <= 10 {
            return !slice[of...].indices.contains { Vocabulary.verbs.contains(slice[$0...].prefix(2)) }
        }
        let length = Vocabulary.prepositions.prefixLength(of: slice)
        return length > 1 && isBareAfterPreposition(slice.dropFirst(length))
    }

    private func isMeans(_ slice: ScalarSlice) -> Bool {
        // 以…为抓手, 以县域为单元: a role at the end, or a word so short that no work fits behind 为.
        if slice.first == "以", let role = slice.dropFirst().lastIndex(of: "为"), slice.endIndex - role <= 24 {
            return slice.endIndex - role <= 4 || Vocabulary.roles.ends(slice[(role + 1)...])
        }
        let length = Vocabulary.meansPrepositions.prefixLength(of: slice)
        return length > 0 && isBareAfterPreposition(slice.dropFirst(length))
    }

    /// True when no work is named behind a preposition: 围绕重点产品 is bare, 围绕重点产品开展抽查 is not.
    private func isBareAfterPreposition(_ rest: ScalarSlice) -> Bool {
        if Vocabulary.meansNouns.ends(rest) { return true }
        // A verb that directly follows the preposition is its object: 结合开展培训.
        var index = rest.startIndex + max(2, rest.count - withoutAdverbs(rest).count + 2)
        while index < rest.endIndex - 2 {
            let length = Vocabulary.verbs.prefixLength(of: rest[index...].prefix(2))
            if length == 2, Self.strongVerbs.contains(rest[index..<index + 2]) { return false }
            index += 1
        }
        return true
    }

    /// Verbs that are hardly ever part of a noun.
    private static let strongVerbs = WordSet(
        """
        开展 推进 推动 实施 建立 制定 组织 完善 优化 提升 提高 加强 健全 打造 构建 做好 进行 设立 培育 举办 出台 编制
        落实 形成 强化 深化 加大 加快 引导 鼓励 支持 督促 促进 扩大 增强 改善 确保 实现 营造 统筹 启动 抓好 抓实 推广
        """)

    private static let drivingVerbs = WordSet("打造 促 带动 推动 提升 提高 增强 引领 推进")

    private func isMobilisation(_ core: ScalarSlice) -> Bool {
        core.hasPrefix("发挥") && (core.hasSuffix("作用") || core.hasSuffix("优势") || core.hasSuffix("职能"))
    }

    /// A number of things to make or to do: 新增60名.
    private func statesCount(_ slice: ScalarSlice) -> Bool {
        QuantityScanner(text: text).quantities(in: slice.startIndex..<slice.endIndex).contains { $0.value != nil }
    }

    /// A noun for something measured, then 达到 or its like, then a number.
    private func statesLevel(_ slice: ScalarSlice) -> Bool {
        for index in slice.indices.dropFirst() where Vocabulary.reaching.begins(slice[index...]) {
            var noun = slice[..<index]
            while let last = noun.last, "均要应须需力争总体全部".unicodeScalars.contains(last) { noun = noun.dropLast() }
            if Vocabulary.measured.ends(noun),
                slice[index...].contains(where: { $0.digit != nil || ChineseNumeral.isNumeral($0) })
            {
                return true
            }
        }
        return false
    }

    private func isOutcome(_ slice: ScalarSlice, core: ScalarSlice) -> Bool {
        // 重点 and 及时 say how work is done; a count is a piece of work.
        if slice.hasPrefix("重点") || slice.hasPrefix("及时") || statesCount(slice) { return false }
        if Vocabulary.preventingVerbs.begins(core), Vocabulary.harms.ends(core) { return true }
        if core.first == "为", Vocabulary.foundations.ends(core) { return true }
        if core.hasPrefix("引导"), !core.hasPrefix("引导规范"), !core.hasPrefix("引导支持") { return true }
        if Vocabulary.improvementVerbs.begins(core) { return true }
        if Vocabulary.causativeVerbs.begins(core), Vocabulary.changes.ends(core) { return true }
        if Vocabulary.shapingVerbs.begins(core), Vocabulary.states.ends(core) { return true }
        if Vocabulary.protectingVerbs.begins(core), Vocabulary.protectedGoods.ends(core) { return true }
        if slice.first == "以", Self.drivingVerbs.occurs(in: slice.dropFirst()) {
            return true
        }
        // 质量水平稳步提升: the subject first, the change last.
        return !Vocabulary.verbs.begins(core) && !Vocabulary.adverbs.begins(slice)
            && Vocabulary.changes.ends(slice) && !slice.contains(where: { $0.digit != nil })
    }
}
