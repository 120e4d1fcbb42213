import Kernel
import PlanText
import Web

/// The form that corrects one item, and what it makes of what was sent.
///
/// Clauses are edited as lines of one text: a clause a line, `目的` or `goal` behind a bar where it is a purpose,
/// `区` or `district` where each district owes it. Joining or cutting lines joins or cuts clauses; the words
/// themselves must be those of the body.
struct ItemCorrection {
    let draft: PlanDraft
    let item: Plan.Item
    let request: PageRequest

    static let goalMarks = ["目的", "goal"]
    static let districtMarks = ["分区", "district"]

    func form() -> Form {
        var fields = [
            FormField.hidden("version", String(draft.version)),
            FormField(
                "title", request.text("commitments.correct.title"), value: item.title, isRequired: true, longest: 200),
            FormField(
                "clauses", request.text("commitments.correct.clauses"),
                kind: .textarea(rows: max(6, item.clauses.count + 2)),
                help: request.text("commitments.correct.clauses-help"), value: clauseText, isRequired: true),
            FormField(
                "units", request.text("commitments.correct.units"),
                kind: .textarea(rows: max(3, item.responsible.units.count + 1)),
                help: request.text("commitments.correct.units-help"),
                value: item.responsible.units.joined(separator: "\n")),
            FormField(
                "lead", request.text("commitments.correct.lead"),
                help: request.text("commitments.correct.lead-help"), value: item.responsible.lead ?? ""),
        ]
        var open = FormField(
            "open", request.text("commitments.correct.open"), kind: .checkbox,
            options: [FormField.Option("yes", request.text("commitments.correct.open-yes"))])
        if item.responsible.open { open.values = ["yes"] }
        fields.append(open)
        return Form(
            "correct-item", action: CommitmentsRoutes.correctItem.link(draft.id, item.number),
            submit: request.text("commitments.correct.save"), cancel: CommitmentsRoutes.preview.link(draft.id),
            keepsDraft: true, fields: fields)
    }

    private var clauseText: String {
        item.clauses.map { clause in
            var marks: [String] = []
            if clause.kind == .goal { marks.append(mark(Self.goalMarks)) }
            if clause.perDistrict { marks.append(mark(Self.districtMarks)) }
            return ([clause.text] + marks).joined(separator: " | ")
        }.joined(separator: "\n")
    }

    private func mark(_ marks: [String]) -> String { request.language == .en ? marks[1] : marks[0] }

    /// The item as corrected, or problems by field.
    func corrected(by form: FormValues) throws(Problem) -> Plan.Item {
        var result = item
        result.title = (form["title"] ?? "").trimmed
        guard !result.title.isEmpty else {
            throw Problem(.badInput, "commitments.correct.problem.title", at: .field("title"))
        }
        let units = (form["units"] ?? "").split(whereSeparator: \.isNewline).map { String($0).trimmed }
            .filter { !$0.isEmpty }
        if let twice = units.first(where: { name in units.count { $0 == name } > 1 }) {
            throw Problem(.badInput, "commitments.correct.problem.unit-twice", ["unit": twice], at: .field("units"))
        }
        let lead = (form["lead"] ?? "").trimmed
        if !lead.isEmpty, !units.contains(lead) {
            throw Problem(.badInput, "commitments.correct.problem.lead", ["lead": lead], at: .field("lead"))
        }
        result.responsible.units = units
        result.responsible.lead = lead.isEmpty ? nil : lead
        result.responsible.open = form["open"] == "yes"
        let boundaries = try boundaries(form["clauses"] ?? "")
        do {
            return try result.resegmented(at: boundaries, year: draft.plan.document.planYear)
        } catch {
            throw Problem(
                .badInput, "commitments.correct.problem.clauses", ["what": error.description], at: .field("clauses"))
        }
    }

    /// Finds each line's words in the body, in order.
    private func boundaries(_ text: String) throws(Problem) -> [ClauseBoundary] {
        let body = Array(item.body.unicodeScalars)
        var boundaries: [ClauseBoundary] = []
        var position = 0
        for (index, line) in text.split(whereSeparator: \.isNewline).enumerated() {
            let pieces = line.split(separator: "|").map { String($0).trimmed }
            guard let words = pieces.first, !words.isEmpty else { continue }
            let wanted = Array(words.unicodeScalars)
            guard let start = Self.find(wanted, in: body, from: position) else {
                throw Problem(
                    .badInput, "commitments.correct.problem.not-in-body",
                    ["line": String(index + 1), "words": String(words.prefix(20))], at: .field("clauses"))
            }
            var kind = Plan.Clause.Kind.task
            var perDistrict = false
            for mark in pieces.dropFirst() where !mark.isEmpty {
                if Self.goalMarks.contains(mark.lowercased()) {
                    kind = .goal
                } else if Self.districtMarks.contains(mark.lowercased()) {
                    perDistrict = true
                } else {
                    throw Problem(
                        .badInput, "commitments.correct.problem.mark", ["line": String(index + 1), "mark": mark],
                        at: .field("clauses"))
                }
            }
            position = start + wanted.count
            boundaries.append(
                ClauseBoundary(start: start, end: position, kind: kind, perDistrict: perDistrict))
        }
        guard !boundaries.isEmpty else {
            throw Problem(.badInput, "commitments.correct.problem.no-clause", at: .field("clauses"))
        }
        return boundaries
    }

    private static func find(_ wanted: [Unicode.Scalar], in body: [Unicode.Scalar], from start: Int) -> Int? {
        guard !wanted.isEmpty, body.count >= wanted.count else { return nil }
        var position = start
        while position + wanted.count <= body.count {
            if body[position..<position + wanted.count].elementsEqual(wanted) { return position }
            position += 1
        }
        return nil
    }
}

extension String {
    /// Without white space at both ends.
    var trimmed: String {
        String(drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
    }
}
