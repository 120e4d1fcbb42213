/// Finds the numbers that a clause states: targets, counts, durations, and amounts without a number such as 一批.
struct QuantityScanner {
    let text: [Unicode.Scalar]

    /// Dates are no quantities, and what stands in quotation marks or book-title marks is a name.
    ///
    /// Linear in the range.
    func quantities(in range: Range<Int>) -> [Plan.Quantity] {
        var found: [Plan.Quantity] = []
        var dates = DateScanner(text: text, year: nil).findings(in: range)[...]
        var index = range.lowerBound
        var nameEnd: Int?
        while index < range.upperBound {
            while let date = dates.first, date.range.upperBound <= index { dates = dates.dropFirst() }
            if let date = dates.first, date.range.contains(index) {
                index = date.range.upperBound
                continue
            }
            if nameEnd == nil, text[index] == "“" || text[index] == "《" {
                let closing: Unicode.Scalar = text[index] == "“" ? "”" : "》"
                // A mark that never closes is looked for once.
                if let end = text[index..<range.upperBound].firstIndex(of: closing) {
                    index = end + 1
                    continue
                }
                nameEnd = range.upperBound
            }
            if let (quantity, end) = quantity(at: index, range: range) {
                found.append(quantity)
                index = end
            } else {
                index += 1
            }
        }
        return found
    }

    /// Measure words and units; only these make a Chinese numeral a quantity (一体化 and 统一 are none).
    private static let measures = WordSet(
        """
        个 名 家 项 批 批次 件 处 场 场次 期 类 级 轮 年 人 人次 户 所 座 条 台 套 支 门 亩 公顷 吨 公里 千米 米 平方米
         平方公里 立方米  元 岁 天 日 小时 分钟 分 份 次 辆 艘 只 头 张 间 栋 幢 段 片 站 点位
        对 组 队 批件 学时 课时 个百分点 百分点 倍 成 部 本 册 篇 样 具 口 眼 宗 起 例 张床位 床 学位
        千瓦时 千瓦 兆瓦 毫克 微克/立方米 毫克/立方米 微克 克 公斤 千克 升 工作日 个工作日 周 个月 月
        """)

    private static let before: [(words: WordSet, comparison: Plan.Quantity.Comparison)] = [
        (WordSet("不低于 不少于 至少 不小于 达到或超过 不低於 大于等于 ≥"), .atLeast),
        (WordSet("不超过 不高于 不多于 不大于 至多 最多 控制在 小于等于 压缩至 ≤"), .atMost),
        (WordSet("超过 高于 多于 大于 超 突破 优于 ＞ >"), .moreThan),
        (WordSet("低于 少于 小于 不足 ＜ <"), .lessThan),
        (WordSet("新增 增加 增长 提高 提升 新建 扩大 增设 同比增长 提高了 上升 新增加"), .increase),
        (WordSet("减少 下降 降低 压减 缩短 削减 压缩 同比下降"), .decrease),
        (WordSet("达到 达 保持在 稳定在 维持在"), .equal),
    ]

    private func quantity(at start: Int, range: Range<Int>) -> (Plan.Quantity, Int)? {
        let scalar = text[start]
        guard scalar.digit != nil || ChineseNumeral.isNumeral(scalar) || scalar == "第" || scalar == "百" || scalar == "数"
        else { return nil }
        if let percent = chinesePercent(at: start, range: range) { return percent }
        var numberStart = start
        if scalar == "第" { numberStart += 1 }
        guard numberStart < range.upperBound else { return nil }

        var end = numberStart
        var value: Double?
        if text[numberStart].digit != nil {
            guard start == range.lowerBound || !isJoinedToNumber(text[start - 1]) else { return nil }
            (value, end) = decimal(at: numberStart, limit: range.upperBound)
            // 5·10 is a name, 3.15 with no unit may be one; V2.0 and PM2.5 are parts of words.
            if end < range.upperBound, text[end] == "·" || text[end] == "." { return nil }
            if start > range.lowerBound, text[start - 1] == "·" || text[start - 1].isLatinLetter { return nil }
        } else {
            while end < range.upperBound, end - numberStart < 8, ChineseNumeral.isNumeral(text[end]) { end += 1 }
            guard end > numberStart, let number = ChineseNumeral.value(text[numberStart..<end]) else { return nil }
            // 统一, 之一 and 唯一 are words; so is a numeral behind another one.
            if start > range.lowerBound, "统之唯专第单划逐万进".unicodeScalars.contains(text[start - 1]) { return nil }
            value = Double(number)
        }
        var unitStart = end
        if end < range.upperBound, text[end] == "余" || text[end] == "多" { unitStart += 1 }
        while unitStart < range.upperBound, let factor = Self.factor(text[unitStart]) {
            value = value.map { $0 * factor }
            unitStart += 1
            if unitStart < range.upperBound, text[unitStart] == "余" || text[unitStart] == "多" { unitStart += 1 }
        }
        let unit = unitEnd(at: unitStart, limit: range.upperBound)
        let isArabic = text[numberStart].digit != nil
        guard unit > unitStart || isArabic || unitStart > end else { return nil }
        let unitText = text[unitStart..<unit].string
        if !isArabic {
            // 一年一度, 一次性, 一级 and the like are fixed words; 一批 is an amount that nobody has counted.
            if unitText == "批", value == 1 { value = nil }
            // 一个, 一项 and 新一轮 are articles.
            if value == 1, numberStart == start, ["个", "项", "轮", "种", "类", "条"].contains(unitText) { return nil }
            if unit < range.upperBound, "度性化体系致直定样旦律般带路站式".unicodeScalars.contains(text[unit]) { return nil }
            if unitText == "点" || unitText == "样" || unitText == "成" || unitText == "对" || unitText == "分"
                || unitText == "起"
            {
                return nil
            }
        } else if unit == unitStart, start > range.lowerBound, text[start - 1] == "（" || text[start - 1] == "(" {
            return nil
        }
        return finish(
            number: start..<unit, value: value, unit: unitText, range: range, start: start, isOrdinal: scalar == "第")
    }

    /// Adds the words of comparison before and behind the number.
    private func finish(
        number: Range<Int>, value: Double?, unit: String, range: Range<Int>, start: Int, isOrdinal: Bool
    ) -> (Plan.Quantity, Int) {
        var comparison = Plan.Quantity.Comparison.equal
        var first = start
        var end = number.upperBound
        if !isOrdinal {
            var lead = text[max(range.lowerBound, start - 8)..<start]
            while let last = lead.last, last == "约" || last == "到" && !lead.hasSuffix("达到") || last == "至" {
                lead = lead.dropLast()
            }
            for (words, meaning) in Self.before {
                let length = words.suffixLength(of: lead)
                if length > 0 {
                    comparison = meaning
                    first = lead.endIndex - length
                    break
                }
            }
            let isReached = lead.endIndex < start
            // 提高到98% states a level, not a difference.
            if isReached, comparison == .increase || comparison == .decrease {
                comparison = comparison == .increase ? .atLeast : .atMost
            }
            for (word, meaning) in [
                ("以上", Plan.Quantity.Comparison.atLeast), ("以下", .atMost), ("以内", .atMost), ("左右", .equal),
            ]
            where text[end..<range.upperBound].hasPrefix(word) {
                end += word.unicodeScalars.count
                if meaning != .equal, comparison != .increase, comparison != .decrease { comparison = meaning }
                break
            }
        }
        return (Plan.Quantity(text: text[first..<end].string, value: value, unit: unit, comparison: comparison), end)
    }

    private static func factor(_ scalar: Unicode.Scalar) -> Double? {
        switch scalar {
        case "万": 1e4
        case "亿": 1e8
        default: nil
        }
    }

    private func isJoinedToNumber(_ scalar: Unicode.Scalar) -> Bool {
        scalar.digit != nil || scalar == "." || scalar == "-" || scalar == "／" || scalar == "/"
    }

    private func decimal(at start: Int, limit: Int) -> (Double, Int) {
        var value = 0.0
        var scale = 0.0
        var index = start
        while index < limit, index - start < 18 {
            if let digit = text[index].digit {
                if scale > 0 {
                    value += Double(digit) / scale
                    scale *= 10
                } else {
                    value = value * 10 + Double(digit)
                }
            } else if text[index] == ".", scale == 0, index + 1 < limit, text[index + 1].digit != nil {
                scale = 10
            } else if text[index] == ",", index + 3 < limit, scale == 0,
                text[index + 1].digit != nil, text[index + 2].digit != nil, text[index + 3].digit != nil
            {
                // 1,000
            } else {
                break
            }
            index += 1
        }
        if scale > 0 {
            // The decimal digits read as one number are exact where a sum of tenths is not.
            let digits = text[start..<index].filter { $0 != "," }.map { $0.digit.map(String.init) ?? "." }.joined()
            value = Double(digits) ?? value
        }
        return (value, index)
    }

    private func unitEnd(at start: Int, limit: Int) -> Int {
        guard start < limit else { return start }
        switch text[start] {
        case "%", "％", "‰", "℃": return start + 1
        default: return start + Self.measures.prefixLength(of: text[start..<limit])
        }
    }

    /// 百分之九十五.
    private func chinesePercent(at start: Int, range: Range<Int>) -> (Plan.Quantity, Int)? {
        guard text[start..<range.upperBound].hasPrefix("百分之") else { return nil }
        var end = start + 3
        while end < range.upperBound, end - start < 11, ChineseNumeral.isNumeral(text[end]) { end += 1 }
        guard let value = ChineseNumeral.value(text[start + 3..<end]) else { return nil }
        return finish(
            number: start..<end, value: Double(value), unit: "%", range: range, start: start, isOrdinal: false)
    }
}

extension Unicode.Scalar {
    var isLatinLetter: Bool {
        switch value {
        case 0x41...0x5A, 0x61...0x7A, 0xFF21...0xFF3A, 0xFF41...0xFF5A: true
        default: false
        }
    }
}
