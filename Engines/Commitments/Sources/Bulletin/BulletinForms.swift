import Kernel
import Web

/// The forms of a bulletin: which there are follows from its state and from what the actor may do.
struct BulletinForms {
    let bulletin: Bulletin
    let request: PageRequest

    /// The forms of the bulletin's page, in order.
    var all: [Form] {
        var forms: [Form] = []
        let id = bulletin.id
        if bulletin.state == .draft || bulletin.state == .approved, mayDecide {
            if bulletin.state == .draft {
                forms.append(
                    form("approve", BulletinRoutes.approval.link(id), "commitments.bulletin.approve", reason: nil))
            }
            forms.append(
                form(
                    "return", BulletinRoutes.sendBack.link(id), "commitments.bulletin.return",
                    reason: "commitments.bulletin.reason.return"))
        }
        if bulletin.isOpen, request.allows(BulletinRoutes.write) {
            if bulletin.state == .approved {
                forms.append(form("issue", BulletinRoutes.issue.link(id), "commitments.bulletin.issue", reason: nil))
            }
            forms.append(
                form(
                    "withdraw", BulletinRoutes.withdrawal.link(id), "commitments.bulletin.withdraw",
                    reason: "commitments.bulletin.reason.withdraw"))
        }
        return forms
    }

    /// Whoever wrote a version decides on none.
    var mayDecide: Bool {
        request.allows(BulletinRoutes.approve) && !bulletin.writers.contains(request.actor.name)
    }

    /// The form of the text.
    var text: Form {
        let rows = ["title": 2, "overview": 6, "progress": 6, "concerns": 4, "demands": 5]
        return Form(
            "bulletin-text", action: BulletinRoutes.rewrite.link(bulletin.id),
            submit: request.text("commitments.bulletin.save"), cancel: BulletinRoutes.bulletin.link(bulletin.id),
            keepsDraft: true,
            fields: [.hidden("version", String(bulletin.version))]
                + bulletin.text.words.parts.map { part in
                    FormField(
                        part.name, request.text("commitments.bulletin.part.\(part.name)"),
                        kind: .textarea(rows: rows[part.name] ?? 4), value: part.text, isRequired: true,
                        longest: part.name == "title" ? BulletinDesk.longestTitle : BulletinDesk.longestPart)
                } + [
                    FormField(
                        "renew", request.text("commitments.bulletin.renew"), kind: .checkbox,
                        help: request.text(
                            "commitments.bulletin.renew-help", ["day": "\(bulletin.text.figures.day)"]))
                ])
    }

    private func form(_ identity: String, _ action: Link, _ submit: String, reason: String?) -> Form {
        var fields: [FormField] = [.hidden("version", String(bulletin.version))]
        if let reason {
            fields.append(
                FormField(
                    "reason", request.text(reason), kind: .textarea(rows: 2), isRequired: true,
                    longest: BulletinDesk.longestReason))
        }
        return Form(identity, action: action, submit: request.text(submit), fields: fields)
    }
}
