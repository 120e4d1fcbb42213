/// The steps of a reading, in order: lines, front matter, tables, outline, items, back matter, parts.
struct PlanAssembly {
    private let source: SourceText
    private let shapes: [LineShape]
    private var document = Plan.Document(title: nil, issuer: nil, number: nil, date: nil, copiesTo: [])
    private var sections: [Plan.Section] = []
    private(set) var items: [Plan.Item] = []
    private(set) var tables: [TableReader.Found] = []
    private var doubts: [Doubt] = []
    private var builder: PartBuilder

    init(_ source: SourceText) {
        self.source = source
        shapes = source.lines.map { LineShape($0.content, in: source.scalars) }
        builder = PartBuilder(source)
    }

    mutating func assemble() {
        let front = FrontMatter(source: source, shapes: shapes)
        document.title = front.title
        document.issuer = front.issuer
        document.number = front.number
        document.date = front.date
        // A first reading of the tables tells their lines; their dates need the year, which the back matter may give.
        let tableLines = Set(TableReader(source: source).tables(year: nil).flatMap(\.lines))
        let titleLines = tableTitles(tableLines: tableLines, from: front.bodyStart)

        let body = shapes.indices.filter {
            $0 >= front.bodyStart && !tableLines.contains($0) && !titleLines.contains($0)
        }
        let firstBack = BackMatter(
            source: source, shapes: shapes, lastHeading: outline(of: body).headings.keys.max() ?? front.bodyStart - 1,
            tableLines: tableLines)
        let outline = outline(of: body.filter { $0 < firstBack.start })
        document.copiesTo = firstBack.copiesTo
        document.issuer = document.issuer ?? firstBack.issuer
        document.date = document.date ?? firstBack.date
        tables = TableReader(source: source).tables(year: document.planYear)
        for index in tables.indices {
            tables[index].titleLine = titleLines.last {
                $0 < tables[index].lines.lowerBound && isTitle($0, of: tables[index].lines.lowerBound)
            }
            tables[index].table.title = tables[index].titleLine.map { tableTitle($0) }
        }

        walk(front: front, back: firstBack, outline: outline, tableLines: tableLines, titleLines: Set(titleLines))
        renumber()
        noteDoubts()
    }

    func reading() -> PlanReading {
        let taskTables = tables.filter(\.isTaskTable).map(\.table)
        let plan = Plan(
            document: document, sections: sections, items: items, tables: taskTables,
            units: UnitIndex(items: items, tables: taskTables, document: document).units)
        var doubts = doubts
        for unit in plan.units where unit.level == .other {
            doubts.append(Doubt(code: .unitWithoutLevel, item: unit.items.first, details: unit.name))
        }
        return PlanReading(plan: plan, doubts: doubts, parts: builder.parts)
    }

    // MARK: - Outline and tables

    private func text(_ line: Int) -> ScalarSlice { source.scalars[shapes[line].text] }

    private func isResponsibilityLine(_ line: Int) -> Bool {
        let text = text(line).withoutBullet
        if ResponsibilityLabel.label(of: text) != nil { return true }
        guard let first = text.first, "（(【".unicodeScalars.contains(first), Marker(text) == nil else { return false }
        return ResponsibilityReader.isResponsibility(text.dropFirst().dropLast())
    }

    private func outline(of lines: [Int]) -> Outline {
        Outline(source: source, shapes: shapes, lines: lines, isResponsibility: isResponsibilityLine)
    }

    /// The lines directly above a table that are its title: a Markdown heading, a bold line, or one ending in 表 or 清单.
    private func tableTitles(tableLines: Set<Int>, from start: Int) -> [Int] {
        tableLines.filter { !tableLines.contains($0 - 1) }.sorted().compactMap { first in
            var line = first - 1
            while line >= start, shapes[line].text.isEmpty { line -= 1 }
            guard line >= start, !tableLines.contains(line), shapes[line].text.count <= 60 else { return nil }
            let bare = text(line).withoutBullet
            let isNamed =
                bare.hasSuffix("表") || bare.hasSuffix("清单") || bare.hasSuffix("台账") || bare.hasSuffix("分工")
                || bare.hasSuffix("表）") || bare.hasPrefix("附件") || bare.hasPrefix("附表") || bare.hasPrefix("表")
            guard shapes[line].marker == nil else { return nil }
            return isNamed || shapes[line].headingLevel > 0 || shapes[line].isBold ? line : nil
        }
    }

    private func isTitle(_ line: Int, of tableStart: Int) -> Bool {
        ((line + 1)..<tableStart).allSatisfy { shapes[$0].text.isEmpty }
    }

    /// The title without 附件1： before it.
    private func tableTitle(_ line: Int) -> String {
        var title = text(line)
        for word in ["附件", "附表"] where title.hasPrefix(word) {
            let rest = title.dropFirst(2).drop { $0.digit != nil || ChineseNumeral.isNumeral($0) }
            if let first = rest.first, first.isColon || first.isBlank { title = rest.dropFirst().trimmed }
        }
        return title.filter { $0 != "*" }.string
    }

    // MARK: - Items

    /// Walks over the lines once, makes the items, and gives every line its part.
    private mutating func walk(
        front: FrontMatter, back: BackMatter, outline: Outline, tableLines: Set<Int>, titleLines: Set<Int>
    ) {
        var section = 0
        var openItem: [Int] = []
        let hasHeadings = outline.headings.values.contains(.item)

        func closeItem() {
            guard !openItem.isEmpty else { return }
            addItem(lines: openItem, section: section)
            openItem = []
        }
        for line in shapes.indices {
            let isBlank = shapes[line].text.isEmpty
            if line >= front.bodyStart, line < back.start, let heading = outline.headings[line],
                !tableLines.contains(line)
            {
                closeItem()
                switch heading {
                case .item:
                    openItem = [line]
                case .section:
                    section = addSection(line)
                    builder.addLine(line, .sectionHeading, section: section)
                case .part, .passedOver:
                    // Without a title of its own, the plan has that of its part.
                    if document.title == nil, heading == .part {
                        document.title = source.scalars[shapes[line].content].filter { $0 != "*" }.string
                    }
                    builder.addLine(line, .partHeading)
                }
            } else if tableLines.contains(line) {
                closeItem()
                builder.addLine(line, .table)
            } else if titleLines.contains(line) {
                closeItem()
                builder.addLine(line, .tableTitle)
            } else if line >= back.start {
                closeItem()
                builder.addLine(line, back.kinds[line] ?? (isBlank ? .blank : shapes[line].isRule ? .rule : .annex))
            } else if line < front.bodyStart || front.kinds[line] != nil {
                builder.addLine(line, front.kinds[line] ?? (isBlank ? .blank : .rule))
            } else if outline.summary.contains(line) {
                closeItem()
                builder.addLine(line, .summary)
            } else if !openItem.isEmpty {
                openItem.append(line)
            } else if isBlank {
                builder.addLine(line, .blank)
            } else if !hasHeadings, endsInResponsibility(line) {
                // A paragraph without number that names who is responsible is an item all the same.
                openItem = [line]
                closeItem()
            } else {
                builder.addLine(line, section == 0 ? .preamble : .sectionText, section: section == 0 ? nil : section)
            }
        }
        closeItem()
    }

    private func endsInResponsibility(_ line: Int) -> Bool {
        let text = text(line)
        guard let last = text.last, last == "）" || last == ")" else { return false }
        guard let open = text.suffix(2000).lastIndex(where: { $0 == "（" || $0 == "(" }) else { return false }
        return ResponsibilityReader.isResponsibility(text[(open + 1)...].dropLast())
    }

    private mutating func addSection(_ line: Int) -> Int {
        var title = Array(source.scalars[shapes[line].content].filter { $0 != "*" })[...].trimmed
        while let last = title.last, last == "。" || last.isColon { title = title.dropLast() }
        let written = shapes[line].marker?.number ?? sections.count + 1
        let number = written > (sections.last?.number ?? 0) ? written : (sections.last?.number ?? 0) + 1
        sections.append(Plan.Section(number: number, title: title.string))
        return number
    }

    private mutating func addItem(lines: [Int], section: Int) {
        var lines = lines
        var trailingBlanks: [Int] = []
        while let last = lines.last, shapes[last].text.isEmpty, lines.count > 1 {
            trailingBlanks.append(last)
            lines.removeLast()
        }
        let text = ItemText(
            scalars: source.scalars, lines: lines.map { (shape: shapes[$0], end: source.lines[$0].end) })
        var reader = ResponsibilityReader()
        for written in text.written { reader.read(written.inside[...]) }
        let number = shapes[lines[0]].marker?.number ?? items.count + 1
        let asWritten = ResponsibilityText.join(text.written.map(\.text))
        items.append(
            Plan.Item(
                number: number, section: section, title: text.title.string, body: text.body.string, clauses: [],
                responsible: Plan.Responsibility(
                    asWritten: asWritten.isEmpty ? nil : asWritten.string, lead: reader.leads.first,
                    units: reader.unitsLeadFirst, open: reader.isOpen)))
        drafts.append(Draft(text: text, leads: reader.leads, line: lines[0] + 1, parts: builder.parts.count))
        for cut in text.cuts { builder.add(cut.kind, upTo: cut.end, item: items.count, section: section) }
        for blank in trailingBlanks.reversed() { builder.addLine(blank, .blank) }
        drafts[drafts.count - 1].partsEnd = builder.parts.count
    }

    /// What is known of an item before its number is final.
    private struct Draft {
        var text: ItemText
        var leads: [String]
        var line: Int
        var parts: Int
        var partsEnd = 0
    }
    private var drafts: [Draft] = []

    /// Keeps the numbers as written when they rise through the whole plan, and counts anew otherwise.
    private mutating func renumber() {
        let rises = zip(items, items.dropFirst()).allSatisfy { $0.number < $1.number }
        if !rises, let first = items.indices.dropFirst().first(where: { items[$0 - 1].number >= items[$0].number }) {
            doubts.append(
                Doubt(code: .numberingRestarts, line: drafts[first].line, details: String(items[first].number)))
        }
        let year = document.planYear
        let city = UnitName.city(in: document.title) ?? UnitName.city(in: document.issuer)
        for index in items.indices {
            if !rises { items[index].number = index + 1 }
            let draft = drafts[index]
            for part in draft.parts..<draft.partsEnd { builder.renumber(part: part, to: items[index].number) }
            let hasDistricts = items[index].responsible.units.contains {
                UnitName.level(of: $0, city: city) == .district
            }
            let responsibility = ResponsibilityText(body: draft.text.body, written: draft.text.written, year: year)
            let segmenter = ClauseSegmenter(
                body: draft.text.body, responsibilities: draft.text.written.compactMap(\.inBody),
                hasDistrictUnits: hasDistricts)
            let clauseBuilder = ClauseBuilder(
                item: items[index].number, body: draft.text.body, year: year, dueOfPlace: responsibility.due(at:))
            for (position, found) in segmenter.clauses().enumerated() {
                let clause = clauseBuilder.clause(
                    position: position + 1, range: found.range, kind: found.kind, isPerDistrict: found.isPerDistrict)
                items[index].clauses.append(clause)
                noteDoubts(of: found, clause: clause, item: items[index].number, body: draft.text.body, year: year)
            }
        }
    }

    // MARK: - Doubts

    private mutating func noteDoubts(
        of found: ClauseSegmenter.Clause, clause: Plan.Clause, item: Int, body: [Unicode.Scalar], year: Int?
    ) {
        func note(_ code: Doubt.Code, _ details: String) {
            doubts.append(Doubt(code: code, item: item, clause: clause.id, details: details))
        }
        if found.isListElement { note(.clauseBoundaryList, clause.text) }
        if found.hasAttachedOutcome { note(.outcomeAttached, clause.text) }
        if found.kind == .goal { note(.goalByForm, clause.text) }
        if found.isPerDistrict { note(.districtDuty, clause.text) }
        for quantity in clause.numbers where quantity.value == nil { note(.targetMissing, quantity.text) }
        for finding in DateScanner(text: body, year: year).findings(in: found.range) {
            if finding.isInclusiveReading { note(.deadlineInclusive, finding.mention.text) }
            if finding.mention.to == nil { note(.yearUnknown, finding.mention.text) }
        }
    }

    private mutating func noteDoubts() {
        if document.title == nil { doubts.append(Doubt(code: .titleMissing, line: 1, details: "")) }
        if document.issuer == nil { doubts.append(Doubt(code: .issuerMissing, line: 1, details: document.title ?? "")) }
        for (item, draft) in zip(items, drafts) {
            func note(_ code: Doubt.Code, _ details: String) {
                doubts.append(Doubt(code: code, item: item.number, line: draft.line, details: details))
            }
            if item.responsible.asWritten == nil { note(.responsibilityMissing, item.title) }
            if item.responsible.lead == nil, item.responsible.units.count > 1 {
                note(.leadNotNamed, item.responsible.units.joined(separator: "、"))
            }
            if draft.leads.count > 1 { note(.severalLeads, draft.leads.joined(separator: "、")) }
            if item.responsible.open { note(.unitListOpen, item.responsible.asWritten ?? "") }
        }
        let withItems = Set(items.map(\.section))
        for section in sections where !withItems.contains(section.number) {
            doubts.append(Doubt(code: .sectionWithoutItems, details: section.title))
        }
        for table in tables where !table.isTaskTable {
            doubts.append(Doubt(code: .tableWithoutTasks, line: table.lines.lowerBound + 1, details: ""))
        }
    }
}
