import Kernel
import PlanText

/// A plan as an outline for people: sections, items, clauses, units, and what is doubtful.
struct PlanOutline {
    let reading: PlanReading
    let output: CommandOutput

    init(_ reading: PlanReading, _ output: CommandOutput) {
        self.reading = reading
        self.output = output
    }

    var text: String {
        let plan = reading.plan
        var lines = [plan.document.title ?? "—"]
        lines.append(
            [plan.document.issuer, plan.document.number, plan.document.date?.description].compactMap(\.self)
                .joined(separator: "  "))
        var section: Int?
        for item in plan.items {
            if item.section != section {
                section = item.section
                if let title = plan.sections.first(where: { $0.number == item.section })?.title {
                    lines.append("\n\(item.section)  \(title)")
                }
            }
            lines.append("\n  \(item.number)  \(item.title)")
            for clause in item.clauses {
                let kind = output.text("commitments.kind.\(clause.kind.rawValue)")
                let due = clause.due.map { "  \($0)" } ?? ""
                lines.append("      \(clause.id)  [\(kind)] \(clause.text)\(due)")
            }
            lines.append("      \(item.responsible.units.joined(separator: "、"))\(item.responsible.open ? " …" : "")")
        }
        for table in plan.tables {
            lines.append("\n\(table.title ?? "—")  (\(table.rows.count))")
        }
        if !reading.doubts.isEmpty {
            lines.append("")
            for doubt in reading.doubts {
                let place = doubt.clause ?? doubt.item.map(String.init) ?? doubt.line.map { "\($0)" } ?? "—"
                lines.append("? \(place)  \(output.text("commitments.doubt.\(doubt.code.rawValue)")) \(doubt.details)")
            }
        }
        return lines.joined(separator: "\n")
    }
}
