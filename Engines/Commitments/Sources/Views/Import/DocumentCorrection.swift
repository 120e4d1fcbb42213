import Kernel
import PlanText
import Web

/// The form that corrects what the head of the document says.
struct DocumentCorrection {
    let draft: PlanDraft
    let request: PageRequest

    func form() -> Form {
        let document = draft.plan.document
        return Form(
            "correct-document", action: CommitmentsRoutes.correctDocument.link(draft.id),
            submit: request.text("commitments.correct.save"), cancel: CommitmentsRoutes.preview.link(draft.id),
            fields: [
                .hidden("version", String(draft.version)),
                FormField(
                    "title", request.text("commitments.document.title"), value: document.title ?? "", isRequired: true,
                    longest: 200),
                FormField(
                    "issuer", request.text("commitments.document.issuer"), value: document.issuer ?? "", longest: 200),
                FormField(
                    "number", request.text("commitments.document.number"), value: document.number ?? "", longest: 60),
                FormField(
                    "date", request.text("commitments.document.date"), kind: .date,
                    value: document.date?.description ?? ""),
                FormField(
                    "copies", request.text("commitments.document.copies"), kind: .textarea(rows: 3),
                    help: request.text("commitments.document.copies-help"),
                    value: document.copiesTo.joined(separator: "\n")),
            ])
    }

    func corrected(by form: FormValues) throws(Problem) -> Plan {
        var plan = draft.plan
        func text(_ name: String) -> String? {
            let value = (form[name] ?? "").trimmed
            return value.isEmpty ? nil : value
        }
        guard let title = text("title") else {
            throw Problem(.badInput, "commitments.correct.problem.title", at: .field("title"))
        }
        var date: Plan.CalendarDay?
        if let written = text("date") {
            guard let day = Plan.CalendarDay(written) else {
                throw Problem(.badInput, "commitments.correct.problem.date", ["date": written], at: .field("date"))
            }
            date = day
        }
        plan.document = Plan.Document(
            title: title, issuer: text("issuer"), number: text("number"), date: date,
            copiesTo: (form["copies"] ?? "").split(whereSeparator: \.isNewline).map { String($0).trimmed }
                .filter { !$0.isEmpty })
        return plan
    }
}
