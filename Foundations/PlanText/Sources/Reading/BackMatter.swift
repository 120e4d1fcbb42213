/// Reads what stands behind the last item: signature, day, annexes, copies and imprint.
struct BackMatter {
    var kinds: [Int: PlanReading.Part.Kind] = [:]
    var copiesTo: [String] = []
    var issuer: String?
    var date: Plan.CalendarDay?
    /// The first line of the back matter.
    let start: Int

    /// Nothing before the last heading, and no table, is back matter.
    init(source: SourceText, shapes: [LineShape], lastHeading: Int, tableLines: Set<Int>) {
        func text(_ line: Int) -> ScalarSlice { source.scalars[shapes[line].text] }
        let lines = shapes.indices.filter { $0 > lastHeading && !shapes[$0].text.isEmpty && !tableLines.contains($0) }
        guard let first = lines.firstIndex(where: { Self.opens(text($0)) }) else {
            start = shapes.count
            return
        }
        var begin = first
        if FrontMatter.day(alone: text(lines[first])) != nil, first > 0,
            FrontMatter.isSignature(text(lines[first - 1])),
            shapes[lines[first - 1]].marker == nil
        {
            begin = first - 1
            kinds[lines[begin]] = .signature
            issuer = text(lines[begin]).filter { !$0.isBlank }.string
        }
        start = lines[begin]

        var copies: [Unicode.Scalar]?
        func finish(_ scalars: [Unicode.Scalar]) -> [String] {
            let pieces = scalars.split { $0.isComma || $0 == "、" || $0.isSemicolon || $0 == "。" }
            return pieces.map { $0.trimmed.string }.filter { !$0.isEmpty }
        }
        for line in lines[begin...] where kinds[line] == nil {
            let content = text(line)
            if let length = Self.copiesLabel(content) {
                copies = (copies ?? []) + (copies == nil ? [] : ["，"]) + Array(content.dropFirst(length))
                kinds[line] = .copiesTo
                continue
            }
            let continues = copies.map { $0.last != "。" } ?? false
            if Self.isImprint(content) {
                kinds[line] = .imprint
            } else if let day = FrontMatter.day(alone: content) {
                date = date ?? day
                kinds[line] = .date
            } else if continues, !Self.opens(content), line != lines.last || content.last == "。" {
                copies = (copies ?? []) + Array(content)
                kinds[line] = .copiesTo
                continue
            } else {
                kinds[line] = .annex
            }
            if let done = copies, !done.isEmpty {
                copiesTo += finish(done)
                copies = []
            }
        }
        if let copies, !copies.isEmpty { copiesTo += finish(copies) }
    }

    private static func copiesLabel(_ text: ScalarSlice) -> Int? {
        for word in ["抄送", "抄报"] where text.hasPrefix(word) {
            var index = text.startIndex + 2
            while index < text.endIndex, text[index].isBlank || text[index] == "*" { index += 1 }
            if index < text.endIndex, text[index].isColon {
                index += 1
                while index < text.endIndex, text[index] == "*" { index += 1 }
                return index - text.startIndex
            }
        }
        return nil
    }

    /// …办公室 2021年1月27日印发
    private static func isImprint(_ text: ScalarSlice) -> Bool {
        text.count <= 80 && text.hasSuffix("印发") && text.contains("年")
    }

    private static func opens(_ text: ScalarSlice) -> Bool {
        var bare = text
        while bare.first == "*" { bare = bare.dropFirst() }
        if copiesLabel(bare) != nil || isImprint(bare) || FrontMatter.day(alone: bare) != nil { return true }
        if bare.hasPrefix("附件") || bare.hasPrefix("附表") {
            let next = bare.dropFirst(2).first
            return next == nil || next?.isColon == true || next?.digit != nil || next?.isBlank == true
                || next.map(ChineseNumeral.isNumeral) == true
        }
        return bare.hasPrefix("（此件") || bare.hasPrefix("(此件") || bare.hasPrefix("信息公开") || bare.hasPrefix("（联系人")
            || bare.hasPrefix("（信息公开")
    }
}
