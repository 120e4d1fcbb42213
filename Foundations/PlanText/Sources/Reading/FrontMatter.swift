/// Reads what stands before the first heading: notice, number, letter, signature, title and preamble.
struct FrontMatter {
    var title: String?
    var issuer: String?
    var number: String?
    var date: Plan.CalendarDay?
    /// What each line before `bodyStart` is.
    var kinds: [Int: PlanReading.Part.Kind] = [:]
    /// The first line behind the title.
    var bodyStart = 0

    private let source: SourceText
    private let shapes: [LineShape]

    init(source: SourceText, shapes: [LineShape]) {
        self.source = source
        self.shapes = shapes
        let filled = shapes.indices.prefix(400).filter { !shapes[$0].text.isEmpty && !shapes[$0].isRule }
        readTitles(filled)
        let upTo = filled.prefix { $0 < bodyStart }
        classify(Array(upTo))
        readBelowTitle(filled)
        if title == nil, let name = issuer, name.isEmpty { issuer = nil }
        if issuer == nil, let title { issuer = Self.issuer(inTitle: title) }
    }

    /// A title without blanks inside, as line breaks within a title leave them behind.
    private func text(_ line: Int) -> ScalarSlice { source.scalars[shapes[line].text] }

    private func joined(_ lines: ArraySlice<Int>) -> [Unicode.Scalar] {
        lines.flatMap { text($0).filter { !$0.isBlank } }
    }

    private static let titleNouns = WordSet(
        "要点 计划 方案 安排 意见 规划 任务 举措 措施 清单 纲要 重点 分工 分工表 任务表 通知 任务书 清单表 工作表 若干措施 行动")

    private mutating func readTitles(_ filled: [Int]) {
        var rest = filled[...]
        while let line = rest.first, isHeader(line) { rest = rest.dropFirst() }
        guard let first = rest.first else { return }
        if let (notice, length) = noticeTitle(rest) {
            for line in rest.prefix(length) { kinds[line] = .noticeTitle }
            issuer = notice.issuer
            let name = notice.name
            let behind = rest.dropFirst(length)
            bodyStart = (rest.prefix(length).last ?? first) + 1
            title = name?.string
            if let name, let found = titleLines(name, in: behind) {
                for line in found { kinds[line] = .title }
                bodyStart = (found.last ?? bodyStart) + 1
            } else if let letterEnd = behind.prefix(40).first(where: { dayOnly($0) != nil }) {
                bodyStart = letterEnd + 1
                if let next = behind.first(where: { $0 > letterEnd }), isTitle(next) {
                    kinds[next] = .title
                    bodyStart = next + 1
                    title = title ?? titleText([next])
                }
            }
            return
        }
        // The first of several Markdown headings of one level heads a section or an item.
        let level = shapes[first].headingLevel
        if level > 0, !endsAsTitle(text(first)), shapes[(first + 1)...].contains(where: { $0.headingLevel == level }) {
            return
        }
        // Up to three lines make a title, when only the last of them ends as a title does.
        if shapes[first].marker != nil && shapes[first].headingLevel != 1 || isTable(first) { return }
        for length in 1...3 {
            let lines = Array(rest.prefix(length))
            guard lines.count == length, lines.allSatisfy({ isTitleLine($0) }) else { break }
            if endsAsTitle(joined(lines[...])[...]) || shapes[first].headingLevel == 1 {
                setTitle(lines)
                return
            }
        }
        if isTitleLine(first) { setTitle([first]) }
    }

    private mutating func setTitle(_ lines: [Int]) {
        for line in lines { kinds[line] = .title }
        title = titleText(lines)
        bodyStart = (lines.last ?? -1) + 1
    }

    private func titleText(_ lines: [Int]) -> String {
        var scalars = lines.count == 1 ? Array(text(lines[0])) : joined(lines[...])
        if scalars.first == "《", scalars.last == "》" { scalars = Array(scalars.dropFirst().dropLast()) }
        return scalars.string
    }

    private func endsAsTitle(_ title: ScalarSlice) -> Bool {
        var bare = title
        if bare.last == "）" || bare.last == ")", let open = bare.lastIndex(where: { $0 == "（" || $0 == "(" }) {
            bare = bare[..<open]
        }
        if bare.last == "》" { bare = bare.dropLast() }
        return Self.titleNouns.ends(bare)
    }

    private func isTitleLine(_ line: Int) -> Bool {
        let text = text(line)
        return text.count <= 60 && !text.contains("。") && !isTable(line) && dayOnly(line) == nil
            && (shapes[line].marker == nil || shapes[line].headingLevel == 1) && text.last?.isColon != true
    }

    private func isTitle(_ line: Int) -> Bool { isTitleLine(line) && endsAsTitle(text(line)) }

    private func isTable(_ line: Int) -> Bool {
        text(line).first == "|" || source.content(line).count { $0 == "\t" } > 1
    }

    /// A red header such as …文件, a document number, or 附件.
    private func isHeader(_ line: Int) -> Bool {
        documentNumber(line) != nil || text(line).hasSuffix("文件") || text(line).count <= 4 && text(line).hasPrefix("附件")
            || isRemark(line)
    }

    private func noticeTitle(_ lines: ArraySlice<Int>) -> ((issuer: String?, name: [Unicode.Scalar]?), Int)? {
        for length in 1...5 where lines.count >= length {
            let title = joined(lines.prefix(length))
            guard title.count <= 200 else { return nil }
            guard title.hasSuffixWord("通知") || title.hasSuffixWord("的函") || title.hasSuffixWord("的批复") else { continue }
            guard let about = title[...].firstRange(of: "关于") else { return nil }
            let issuer = title[..<about.lowerBound].string
            var name: [Unicode.Scalar]?
            if let open = title.firstIndex(of: "《"), let close = title.lastIndex(of: "》"), open < close {
                name = Array(title[(open + 1)..<close])
            } else if let verb = title[...].firstRange(of: "印发") {
                let inner = title[verb.upperBound...]
                name = inner.hasSuffix("的通知") ? Array(inner.dropLast(3)) : nil
            }
            return ((issuer.isEmpty ? nil : issuer, name), length)
        }
        return nil
    }

    /// Up to three lines that together read as the name inside the notice's title.
    private func titleLines(_ name: [Unicode.Scalar], in lines: ArraySlice<Int>) -> [Int]? {
        for (position, line) in zip(lines.indices, lines) {
            let head = text(line).filter { !$0.isBlank }
            guard !head.isEmpty, head.count <= name.count, name.starts(with: head) else { continue }
            for length in 1...3 where position + length <= lines.endIndex {
                let group = lines[position..<position + length]
                if joined(group) == name { return Array(group) }
            }
        }
        return nil
    }

    /// 沪质组〔2021〕3号, with any brackets, alone on its line or behind 文号：.
    private func documentNumber(_ line: Int) -> String? {
        var text = text(line)
        for label in ["发文字号", "文号"] where text.hasPrefix(label) {
            text = text.dropFirst(label.unicodeScalars.count)
            guard text.first?.isColon == true else { return nil }
            text = text.dropFirst().trimmed
        }
        if let signer = text.firstRange(of: "签发人") { text = text[..<signer.lowerBound].trimmed }
        guard text.last == "号", text.count <= 40, !text.contains("、"), !text.contains("，"),
            let open = text.firstIndex(where: { "〔[(（【［".unicodeScalars.contains($0) }),
            let close = text.firstIndex(where: { "〕])）】］".unicodeScalars.contains($0) }), close == open + 5,
            text[(open + 1)..<close].allSatisfy({ $0.digit != nil }), open > text.startIndex
        else { return nil }
        let serial = text[(close + 1)...].dropLast().filter { !$0.isBlank && $0 != "第" }
        guard !serial.isEmpty, serial.allSatisfy({ $0.digit != nil }) else { return nil }
        return text.string
    }

    private func dayOnly(_ line: Int) -> Plan.CalendarDay? { Self.day(alone: text(line)) }

    /// A day that is the whole of a text, in Arabic or Chinese numerals, parentheses allowed.
    static func day(alone slice: ScalarSlice) -> Plan.CalendarDay? {
        var text = slice.trimmed
        if text.first == "（" || text.first == "(", text.last == "）" || text.last == ")" {
            text = text.dropFirst().dropLast()
        }
        for word in ["成文日期", "发文日期", "日期"] where text.hasPrefix(word) {
            text = text.dropFirst(word.unicodeScalars.count)
            if text.first?.isColon == true { text = text.dropFirst() }
        }
        let bare = text.filter { !$0.isBlank }
        guard (8...14).contains(bare.count) else { return nil }
        let findings = DateScanner(text: bare, year: nil).findings(in: 0..<bare.count)
        if findings.count == 1, findings[0].range == 0..<bare.count, bare.last == "日",
            findings[0].mention.from == findings[0].mention.to
        {
            return findings[0].mention.from
        }
        let fields = bare.split { $0 == "-" || $0 == "/" || $0 == "." }.map(\.string).compactMap { Int($0) }
        guard fields.count == 3, fields[0] > 1900 else { return nil }
        return Plan.CalendarDay(year: fields[0], month: fields[1], day: fields[2])
    }

    private func isRemark(_ line: Int) -> Bool {
        let text = text(line)
        guard let first = text.first, first == "（" || first == "(", let last = text.last, last == "）" || last == ")"
        else {
            return false
        }
        return text.count <= 30 && !ResponsibilityReader.isResponsibility(text.dropFirst().dropLast())
            && Marker(text) == nil
    }

    private mutating func classify(_ lines: [Int]) {
        for (position, line) in lines.enumerated() where kinds[line] == nil {
            if let number = documentNumber(line) {
                self.number = self.number ?? number
                kinds[line] = .documentNumber
            } else if let day = dayOnly(line) {
                date = day
                kinds[line] = .date
                if position > 0, case let before = lines[position - 1],
                    kinds[before] == .letter || kinds[before] == nil,
                    Self.isSignature(text(before))
                {
                    kinds[before] = .signature
                    if issuer == nil { issuer = text(before).filter { !$0.isBlank }.string }
                }
            } else if isRemark(line) {
                kinds[line] = .remark
            } else if text(line).last?.isColon == true, text(line).count <= 200 {
                kinds[line] = .addressees
            } else {
                kinds[line] = .letter
            }
        }
    }

    /// Number, day, issuer and remarks directly below the title, in any order, with or without labels.
    private mutating func readBelowTitle(_ filled: [Int]) {
        let below = Array(filled.filter { $0 >= bodyStart }.prefix(8))
        for (position, line) in below.enumerated() {
            if let found = documentNumber(line) {
                number = number ?? found
                kinds[line] = .documentNumber
            } else if let day = dayOnly(line) {
                date = date ?? day
                kinds[line] = .date
            } else if let name = labelledIssuer(line) {
                issuer = issuer ?? name
                kinds[line] = .signature
            } else if isRemark(line) {
                kinds[line] = .remark
            } else if Self.isSignature(text(line)), shapes[line].marker == nil, shapes[line].headingLevel == 0,
                below[(position + 1)...].prefix(2).contains(where: { dayOnly($0) != nil || documentNumber($0) != nil })
            {
                issuer = issuer ?? text(line).filter { !$0.isBlank }.string
                kinds[line] = .signature
            } else {
                break
            }
            bodyStart = line + 1
        }
    }

    /// 发文机关：某市人民政府
    private func labelledIssuer(_ line: Int) -> String? {
        for label in ["发文机关", "印发机关", "发文单位", "印发单位", "制定机关"] where text(line).hasPrefix(label) {
            let rest = text(line).dropFirst(label.unicodeScalars.count)
            guard rest.first?.isColon == true else { return nil }
            return rest.dropFirst().trimmed.string
        }
        return nil
    }

    private static let bodyNouns = WordSet("委员会 领导小组 办公室 局 委 政府 厅 部 院 会 小组 公司 联席会议 指挥部 中心 办")

    /// A short line that ends as the name of a body does.
    static func isSignature(_ text: ScalarSlice) -> Bool {
        let bare = text.trimmed
        return (3...40).contains(bare.count) && !bare.contains("。") && !bare.contains("，") && bodyNouns.ends(bare)
    }

    /// 某市食品安全委员会2024年工作要点 begins with its issuer.
    private static func issuer(inTitle title: String) -> String? {
        let scalars = Array(title.unicodeScalars)
        guard let year = scalars.firstIndex(where: { $0.digit != nil }), year > 2 else { return nil }
        var head = scalars[..<year]
        if head.last == "关" { return nil }
        for word in ["关于印发", "印发"] where head.hasSuffix(word) { head = head.dropLast(word.unicodeScalars.count) }
        return bodyNouns.ends(head) ? head.string : nil
    }
}

extension [Unicode.Scalar] {
    fileprivate func hasSuffixWord(_ word: String) -> Bool { self[...].hasSuffix(word) }
}
