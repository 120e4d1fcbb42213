/// Writes a plan in the official form that `PlanReader` reads back to the same plan.
public enum PlanRenderer {
    /// The text of a plan: notice, number, signature and day, title, sections 一、, items （一）, tables, copies.
    ///
    /// Where a body has points numbered （一）, items are written as 第一条 and sections as 第一章.
    public static func render(_ plan: Plan) -> String {
        let document = plan.document
        let usesArticles = plan.items.contains { item in
            item.body.split(separator: "\n").contains { line in
                Marker(Array(line.unicodeScalars)[...]).map { $0.style <= .hanParenthesis } ?? false
            }
        }
        var lines: [String] = []
        if let title = document.title {
            if let issuer = document.issuer {
                lines.append("\(issuer)关于印发《\(title)》的通知")
                if let number = document.number { lines.append(number) }
                lines.append("")
                if let date = document.date { lines += [issuer, day(date), ""] }
                lines.append(title)
            } else {
                lines.append(title)
                if let number = document.number { lines.append(number) }
                if let date = document.date { lines.append("（\(day(date))）") }
            }
            lines.append("")
        } else if let number = document.number {
            lines += [number, ""]
        }

        var sections = plan.sections[...]
        func openSections(upTo number: Int?) {
            while let section = sections.first, number.map({ section.number <= $0 }) ?? true {
                let numeral = ChineseNumeral.text(section.number)
                lines.append(usesArticles ? "第\(numeral)章 \(section.title)" : "\(numeral)、\(section.title)")
                sections = sections.dropFirst()
            }
        }
        for item in plan.items {
            openSections(upTo: item.section)
            let numeral = ChineseNumeral.text(item.number)
            lines += self.lines(of: item, marker: usesArticles ? "第\(numeral)条 " : "（\(numeral)）")
        }
        openSections(upTo: nil)
        for table in plan.tables { lines += [""] + self.lines(of: table) }
        if !document.copiesTo.isEmpty {
            lines += ["", "抄送：" + document.copiesTo.joined(separator: "，") + "。"]
        }
        if document.title == nil, document.issuer != nil || document.date != nil {
            lines.append("")
            if let issuer = document.issuer { lines.append(issuer) }
            if let date = document.date { lines.append(day(date)) }
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private static func day(_ day: Plan.CalendarDay) -> String {
        "\(day.year)年\(day.month)月\(day.day)日"
    }

    private static func lines(of item: Plan.Item, marker: String) -> [String] {
        let closing = ResponsibilityText.closing(of: item)
        var text: String
        let isSingleSentence = item.body == item.title || item.body == item.title + "。"
        if isSingleSentence {
            text = marker + item.body
        } else if item.title.unicodeScalars.contains("。") {
            // A title of several sentences keeps a line of its own, as a Markdown heading.
            text = "### " + marker + item.title + "\n" + item.body
        } else if item.body.unicodeScalars.contains("\n") {
            text = marker + item.title + "。\n" + item.body
        } else {
            text = marker + item.title + "。" + item.body
        }
        if let first = closing.first {
            text += ("（(【".unicodeScalars.contains(first) ? "" : "\n") + closing.string
        }
        return text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    }

    private static func lines(of table: Plan.TaskTable) -> [String] {
        var lines = table.title.map { ["**\($0)**", ""] } ?? []
        lines += ["| 序号 | 工作任务 | 牵头单位 | 配合单位 | 完成时限 |", "| --- | --- | --- | --- | --- |"]
        for row in table.rows {
            // A dash says that there is none; a blank cell would take the value above.
            let cells = [
                row.number.map(String.init) ?? "—", row.task, row.lead ?? "—",
                row.support.isEmpty ? "—" : row.support.joined(separator: "、"), row.due.map(day) ?? "—",
            ]
            lines.append("| " + cells.joined(separator: " | ") + " |")
        }
        return lines
    }
}
