/// Finds out which lines of a plan are headings of sections and of items.
struct Outline {
    enum Heading: Equatable {
        case part
        case section
        case item
        /// A heading above the sections, or a summary of the past year.
        case passedOver
    }

    /// Heading of each line that is one.
    private(set) var headings: [Int: Heading] = [:]
    /// Lines of a part that sums up the past year, from which no items come.
    private(set) var summary: Set<Int> = []

    private struct Candidate {
        var line: Int
        var rank: Int
        var style: Marker.Style?
    }

    /// Takes the lines between front and back matter, tables left out; a line that only names who is responsible is
    /// never a heading.
    init(source: SourceText, shapes: [LineShape], lines: [Int], isResponsibility: (Int) -> Bool) {
        let candidates = lines.compactMap { line -> Candidate? in
            let shape = shapes[line]
            guard !shape.text.isEmpty, !shape.isRule, !isResponsibility(line) else { return nil }
            return Self.rank(shape).map { Candidate(line: line, rank: $0, style: shape.marker?.style) }
        }
        let kept = leaveOutSummary(candidates, source: source, shapes: shapes, lines: lines)
        guard let levels = Self.levels(kept, source: source, shapes: shapes, lines: lines) else { return }
        for candidate in kept {
            if candidate.rank == levels.item {
                headings[candidate.line] = .item
            } else if candidate.rank == levels.section {
                headings[candidate.line] = .section
            } else if candidate.rank < levels.section ?? levels.item {
                headings[candidate.line] = candidate.style == .part ? .part : .passedOver
            }
        }
    }

    /// The order of headings: parts, Markdown headings by level, then plain lines by style of numbering.
    private static func rank(_ shape: LineShape) -> Int? {
        if shape.marker?.style == .part { return 0 }
        if shape.headingLevel > 0 { return shape.headingLevel * 10 }
        if let marker = shape.marker { return 100 + marker.style.rawValue * 10 }
        if shape.isBold { return 145 }
        if shape.isBullet { return 190 }
        return nil
    }

    /// Takes out every top-level block whose title says that it sums up, if a later one says that it plans.
    private mutating func leaveOutSummary(
        _ candidates: [Candidate], source: SourceText, shapes: [LineShape], lines: [Int]
    ) -> [Candidate] {
        guard let top = candidates.map(\.rank).min() else { return candidates }
        let blocks = candidates.filter { $0.rank == top && ($0.style ?? .part) <= .han }
        guard let planBlock = blocks.last(where: { Self.announcesPlan(source.scalars[shapes[$0.line].content]) }) else {
            return leaveOutGeneral(candidates, blocks, source: source, shapes: shapes)
        }
        var left = leaveOutGeneral(candidates, blocks, source: source, shapes: shapes)
        for (position, block) in blocks.enumerated()
        where block.line < planBlock.line && Self.sumsUp(source.scalars[shapes[block.line].content]) {
            let end = position + 1 < blocks.count ? blocks[position + 1].line : planBlock.line
            for line in lines where line >= block.line && line < end { summary.insert(line) }
            left.removeAll { $0.line >= block.line && $0.line < end }
        }
        return left
    }

    /// Takes out the points of a block that states general requirements, where other blocks have points of their own:
    /// （一）指导思想 under 一、总体要求 must not make items of its like and text of the tasks that are numbered 1.
    private func leaveOutGeneral(
        _ candidates: [Candidate], _ blocks: [Candidate], source: SourceText, shapes: [LineShape]
    ) -> [Candidate] {
        let ends = blocks.dropFirst().map(\.line) + [Int.max]
        let general = zip(blocks, ends).filter { Self.isGeneral(source.scalars[shapes[$0.0.line].content]) }
        guard !general.isEmpty, general.count < blocks.count else { return candidates }
        let kept = candidates.filter { candidate in
            !general.contains { block, end in candidate.line > block.line && candidate.line < end }
        }
        let hasOtherPoints = kept.contains { candidate in blocks.allSatisfy { $0.rank < candidate.rank } }
        return hasOtherPoints ? kept : candidates
    }

    private static func isGeneral(_ title: ScalarSlice) -> Bool {
        let bare = title.last == "。" ? title.dropLast() : title
        return ["总体要求", "总体目标", "指导思想", "基本原则", "工作目标", "总体思路"].contains { bare.hasSuffix($0) }
    }

    private static func sumsUp(_ title: ScalarSlice) -> Bool {
        let bare = title.last == "。" ? title.dropLast() : title
        return ["总结", "回顾", "工作情况", "开展情况", "完成情况", "成效", "成绩", "工作进展"].contains { bare.hasSuffix($0) }
    }

    private static func announcesPlan(_ title: ScalarSlice) -> Bool {
        ["要点", "计划", "安排", "任务", "打算", "思路", "举措", "重点工作"].contains { title.contains($0) } && !sumsUp(title)
    }

    private static func levels(
        _ candidates: [Candidate], source: SourceText, shapes: [LineShape], lines: [Int]
    ) -> (section: Int?, item: Int)? {
        let ranks = Set(candidates.filter { $0.style != .part }.map(\.rank)).sorted()
        guard let first = ranks.first else { return nil }
        func rank(of style: Marker.Style) -> Int? {
            let own = candidates.filter { $0.style == style }.map(\.rank)
            return own.first
        }
        if let article = rank(of: .article), candidates.count(where: { $0.style == .article }) > 1 {
            return (ranks.last { $0 < article }, article)
        }
        if let item = rank(of: .hanParenthesis) {
            if let section = rank(of: .han), section < item { return (section, item) }
            if let section = ranks.last(where: { $0 < item }) { return (section, item) }
            return (nil, item)
        }
        let numbered = ranks.filter { $0 < 145 }
        guard let top = numbered.first else { return (nil, first) }
        guard let next = ranks.first(where: { $0 > top }) else { return (nil, top) }
        // Several levels of Markdown headings: the two deepest carry sections and items.
        let marked = numbered.filter { $0 < 100 }
        if marked.count >= 2, let item = marked.last {
            return (marked[marked.count - 2], item)
        }
        // Numbered lines below 一、 or # are items when the upper line is a bare title, else they are points of an item.
        let uppers = candidates.filter { $0.rank == top }
        let lowerLines = Set(candidates.filter { $0.rank > top }.map(\.line))
        var lineBelow: [Int: Int] = [:]
        var below: Int?
        for line in lines.reversed() where !shapes[line].text.isEmpty {
            lineBelow[line] = below
            below = line
        }
        let bare = uppers.count { upper in
            let hasOwnText = source.scalars[shapes[upper.line].content].dropLast().contains("。")
            return !hasOwnText && lineBelow[upper.line].map(lowerLines.contains) ?? false
        }
        return bare * 2 >= uppers.count && bare > 0 ? (top, next) : (nil, top)
    }
}
