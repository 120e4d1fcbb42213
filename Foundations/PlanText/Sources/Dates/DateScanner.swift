/// Finds dates and periods in a text.
struct DateScanner {
    /// A mention with its place, and whether it sets a deadline.
    struct Finding {
        var range: Range<Int>
        var mention: Plan.DateMention
        /// True for 6月底前, 年内, 上半年 and the like, false for 全年 and for a date that only names something.
        var isDeadline: Bool
        /// 三季度前 and 6月前 are read as up to the end of the period.
        var isInclusiveReading = false
    }

    let text: [Unicode.Scalar]
    /// The year that a date without one belongs to.
    let year: Int?

    /// The latest deadline in a stretch of text, or nil.
    func due(in range: Range<Int>) -> Plan.CalendarDay? {
        findings(in: range).filter(\.isDeadline).compactMap(\.mention.to).max()
    }

    /// Linear in the range: every step looks at no more than a few scalars ahead.
    func findings(in range: Range<Int>) -> [Finding] {
        var findings: [Finding] = []
        var index = range.lowerBound
        var currentYear = year
        while index < range.upperBound {
            if Self.canBegin(text[index]),
                let finding = finding(at: index, limit: range.upperBound, currentYear: &currentYear)
            {
                findings.append(finding)
                index = finding.range.upperBound
            } else {
                index += 1
            }
        }
        return findings
    }

    /// The scalars that a date or period can begin with; most of a text is passed over by this look alone.
    private static func canBegin(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case "今", "本", "明", "当", "年", "全", "上", "下", "第": true
        default: scalar.digit != nil || ChineseNumeral.isNumeral(scalar)
        }
    }

    // MARK: - Parts

    private struct Number {
        var value: Int
        var end: Int
    }

    private func arabic(at start: Int, limit: Int, digits: ClosedRange<Int>) -> Number? {
        guard start == 0 || text[start - 1].digit == nil, start < limit else { return nil }
        var value = 0
        var index = start
        while index < limit, index - start < digits.upperBound, let digit = text[index].digit {
            value = value * 10 + digit
            index += 1
        }
        guard digits.contains(index - start), index == limit || text[index].digit == nil else { return nil }
        return Number(value: value, end: index)
    }

    private func numeral(at start: Int, limit: Int, longest: Int) -> Number? {
        if let number = arabic(at: start, limit: limit, digits: 1...2) { return number }
        guard start == 0 || !ChineseNumeral.isNumeral(text[start - 1]) else { return nil }
        var index = start
        while index < limit, index - start < longest, ChineseNumeral.isNumeral(text[index]) { index += 1 }
        guard index > start, let value = ChineseNumeral.value(text[start..<index]) else { return nil }
        return Number(value: value, end: index)
    }

    /// 2021年, 二〇二一年, and 2021—2023年, where `end` stands behind the first number.
    private func year(at start: Int, limit: Int) -> Number? {
        if let number = arabic(at: start, limit: limit, digits: 4...4), (1900...2199).contains(number.value) {
            if number.end < limit, text[number.end] == "年" { return number }
            if number.end + 1 < limit, isDash(text[number.end]) {
                var next = number.end
                while next < limit, isDash(text[next]) { next += 1 }
                if let second = arabic(at: next, limit: limit, digits: 4...4), second.end < limit,
                    text[second.end] == "年"
                {
                    return number
                }
            }
            return nil
        }
        guard start + 4 < limit, text[start + 4] == "年", let value = ChineseNumeral.value(text[start..<start + 4]),
            (1900...2199).contains(value), !text[start..<start + 4].contains("十")
        else { return nil }
        return Number(value: value, end: start + 4)
    }

    private func isDash(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case "—", "-", "–", "～", "~", "至", "―", "－": true
        default: false
        }
    }

    private func has(_ word: String, at index: Int, limit: Int) -> Bool {
        text[index..<max(index, limit)].hasPrefix(word)
    }

    /// The end of a word of deadline at the index: 底前, 末, 以前, 之前, 前, 内, 底.
    private func deadlineEnd(at index: Int, limit: Int) -> Int? {
        for word in ["底之前", "底以前", "末之前", "底前", "末前", "以前", "之前", "前", "底", "末", "以内", "内"]
        where has(word, at: index, limit: limit) {
            // 前期, 前后, 内部 and 底线 begin other words.
            let end = index + word.unicodeScalars.count
            if end < limit, let last = word.unicodeScalars.last {
                let next = text[end]
                if last == "前" && (next == "期" || next == "后" || next == "三" || next == "列") { return nil }
                if last == "内" && (next == "部" || next == "容" || next == "涝" || next == "外") { return nil }
                if last == "底" && (next == "线" || next == "数" || next == "层") { return nil }
            }
            return end
        }
        return nil
    }

    private func finding(at start: Int, limit: Int, currentYear: inout Int?) -> Finding? {
        if let plan = fiveYearPlan(at: start, limit: limit) { return plan }
        if let number = year(at: start, limit: limit) {
            currentYear = number.value
            return afterYear(from: start, number: number, limit: limit)
        }
        for (word, offset) in [("今年", 0), ("本年度", 0), ("本年", 0), ("明年", 1), ("当年", 0)]
        where has(word, at: start, limit: limit) {
            let end = start + word.unicodeScalars.count
            let named = year.map { $0 + offset }
            return withinYear(from: start, at: end, year: named, limit: limit)
                ?? make(
                    start..<end, from: named.flatMap { Plan.CalendarDay(year: $0, month: 1, day: 1) },
                    to: named.flatMap { Plan.CalendarDay(year: $0, month: 12, day: 31) }, isDeadline: false)
        }
        for word in ["年内", "全年"] where has(word, at: start, limit: limit) && !precededByNumber(start) {
            if word == "全年", has("龄", at: start + 2, limit: limit) { return nil }
            return make(
                start..<start + 2, from: year.flatMap { Plan.CalendarDay(year: $0, month: 1, day: 1) },
                to: year.flatMap { Plan.CalendarDay(year: $0, month: 12, day: 31) }, isDeadline: word == "年内")
        }
        if text[start] == "年", !precededByNumber(start), start + 1 < limit,
            text[start + 1] == "底" || text[start + 1] == "末",
            let end = deadlineEnd(at: start + 1, limit: limit)
        {
            return make(
                start..<end, from: nil, to: year.flatMap { Plan.CalendarDay(year: $0, month: 12, day: 31) },
                isDeadline: true)
        }
        return withinYear(from: start, at: start, year: year, limit: limit)
    }

    private func precededByNumber(_ index: Int) -> Bool {
        guard index > 0 else { return false }
        let before = text[index - 1]
        return before.digit != nil || ChineseNumeral.isNumeral(before) || before == "每" || before == "学"
    }

    /// “十四五”: the years of a five-year plan; the tenth began in 2001.
    private func fiveYearPlan(at start: Int, limit: Int) -> Finding? {
        guard text[start] == "十", start + 2 < limit, text[start + 2] == "五",
            let number = ChineseNumeral.value(text[start..<start + 2]), (11...19).contains(number),
            start == 0 || !ChineseNumeral.isNumeral(text[start - 1]),
            start + 3 >= limit || text[start + 3] == "”" || text[start + 3] == "\""
                || text[start + 3].isHan
                    && !ChineseNumeral.isNumeral(text[start + 3])
        else { return nil }
        let first = 2001 + (number - 10) * 5
        return make(
            start..<start + 3, from: Plan.CalendarDay(year: first, month: 1, day: 1),
            to: Plan.CalendarDay(year: first + 4, month: 12, day: 31), isDeadline: false)
    }

    private func afterYear(from start: Int, number: Number, limit: Int) -> Finding? {
        var end = number.end
        var last = number.value
        if text[end] != "年" {
            while end < limit, isDash(text[end]) { end += 1 }
            guard let second = arabic(at: end, limit: limit, digits: 4...4) else { return nil }
            last = second.value
            end = second.end
            return make(
                start..<end + 1, from: Plan.CalendarDay(year: number.value, month: 1, day: 1),
                to: Plan.CalendarDay(year: last, month: 12, day: 31), isDeadline: false)
        }
        end += 1
        if end < limit, text[end] == "度" { end += 1 }
        if let finding = withinYear(from: start, at: end, year: last, limit: limit) { return finding }
        let lastDay = Plan.CalendarDay(year: last, month: 12, day: 31)
        if let deadline = deadlineEnd(at: end, limit: limit) {
            return make(start..<deadline, from: nil, to: lastDay, isDeadline: true)
        }
        let reaches = start > 0 && (text[start - 1] == "到" || text[start - 1] == "至")
        return make(
            start..<end, from: reaches ? nil : Plan.CalendarDay(year: last, month: 1, day: 1), to: lastDay,
            isDeadline: reaches)
    }

    /// Month, day, quarter or half of a year that is already known, or of the plan's year.
    private func withinYear(from start: Int, at index: Int, year: Int?, limit: Int) -> Finding? {
        guard index < limit else { return nil }
        for (word, first, last) in [("上半年", 1, 6), ("下半年", 7, 12)] where has(word, at: index, limit: limit) {
            let end = index + 3
            return period(
                start..<(deadlineEnd(at: end, limit: limit) ?? end), year: year, months: first...last, isDeadline: true)
        }
        var quarterStart = index
        if text[index] == "第" { quarterStart += 1 }
        if let number = numeral(at: quarterStart, limit: limit, longest: 1), (1...4).contains(number.value) {
            let word = has("个季度", at: number.end, limit: limit) ? 3 : 2
            if has("季度", at: number.end, limit: limit) || (word == 3 && quarterStart > index) {
                let end = number.end + word
                let deadline = deadlineEnd(at: end, limit: limit)
                var finding = period(
                    start..<(deadline ?? end), year: year, months: number.value * 3 - 2...number.value * 3,
                    isDeadline: true)
                finding?.isInclusiveReading =
                    deadline.map { text[$0 - 1] == "前" && !text[end..<$0].contains("底") } ?? false
                return finding
            }
        }
        guard let month = numeral(at: index, limit: limit, longest: 3), (1...12).contains(month.value),
            has("月", at: month.end, limit: limit), !(index > 0 && text[index - 1] == "个")
        else { return nil }
        return afterMonth(from: start, month: month, year: year, limit: limit)
    }

    private func afterMonth(from start: Int, month: Number, year: Int?, limit: Int) -> Finding? {
        var end = month.end + 1
        if end < limit, let day = numeral(at: end, limit: limit, longest: 3),
            has("日", at: day.end, limit: limit) || has("号", at: day.end, limit: limit)
        {
            end = day.end + 1
            let date = year.flatMap { Plan.CalendarDay(year: $0, month: month.value, day: day.value) }
            if let deadline = deadlineEnd(at: end, limit: limit) {
                return make(start..<deadline, from: nil, to: date, isDeadline: true)
            }
            return make(start..<end, from: date, to: date, isDeadline: false)
        }
        for (word, first, last) in [("上旬", 1, 10), ("中旬", 11, 20), ("下旬", 21, 0)] where has(word, at: end, limit: limit)
        {
            end += 2
            let deadline = deadlineEnd(at: end, limit: limit)
            let from = year.flatMap { Plan.CalendarDay(year: $0, month: month.value, day: first) }
            let to = year.flatMap { year in
                last == 0
                    ? Plan.CalendarDay.endOfMonth(year: year, month: month.value)
                    : Plan.CalendarDay(year: year, month: month.value, day: last)
            }
            return make(
                start..<(deadline ?? end), from: deadline == nil ? from : nil, to: to, isDeadline: deadline != nil)
        }
        if has("份", at: end, limit: limit) { end += 1 }
        // 3—6月 and 6月至9月 are periods of several months.
        if let deadline = deadlineEnd(at: end, limit: limit) {
            var finding = make(
                start..<deadline, from: nil,
                to: year.flatMap { Plan.CalendarDay.endOfMonth(year: $0, month: month.value) },
                isDeadline: true)
            finding.isInclusiveReading = text[deadline - 1] == "前" && !text[end..<deadline].contains("底")
            return finding
        }
        return period(start..<end, year: year, months: month.value...month.value, isDeadline: false)
    }

    private func period(_ range: Range<Int>, year: Int?, months: ClosedRange<Int>, isDeadline: Bool) -> Finding? {
        make(
            range, from: year.flatMap { Plan.CalendarDay(year: $0, month: months.lowerBound, day: 1) },
            to: year.flatMap { Plan.CalendarDay.endOfMonth(year: $0, month: months.upperBound) }, isDeadline: isDeadline
        )
    }

    private func make(_ range: Range<Int>, from: Plan.CalendarDay?, to: Plan.CalendarDay?, isDeadline: Bool) -> Finding
    {
        Finding(
            range: range, mention: Plan.DateMention(text: text[range].string, from: from, to: to),
            isDeadline: isDeadline)
    }
}
