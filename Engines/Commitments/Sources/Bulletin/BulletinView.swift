import Kernel
import Web

/// The list of bulletins.
struct BulletinListView: Sendable {
    let table: Table.View
    let mayWrite: Bool
    let newHref: String
}

/// A form on a page of its own: a new bulletin, or its text.
struct BulletinFormView: Sendable {
    struct Part: Sendable {
        let name: String
        let text: String
    }

    let title: String
    let help: String
    let form: Form.View
    /// The parts as somebody else saved them meanwhile.
    let current: [Part]
    let hasCurrent: Bool

    init(title: String, help: String, form: Form.View, current: [Part]) {
        self.title = title
        self.help = help
        self.form = form
        self.current = current
        hasCurrent = !current.isEmpty
    }
}

/// A bulletin: where it stands, what may be done, what was done, and the sheet itself.
struct BulletinView: Sendable {
    struct Fact: Sendable {
        let name: String
        let value: String
    }

    let title: String
    let status: StatusTag.View
    let facts: [Fact]
    let files: [NamedLink]
    let mayEdit: Bool
    let editHref: String
    let forms: [Form.View]
    let hasForms: Bool
    /// Why the actor sees no button to approve, where it is the actor's own text.
    let isOwn: Bool
    let history: [String]
    let sheet: OfficialSheet

    init(_ bulletin: Bulletin, sheet: OfficialSheet, forms: [Form], names: PersonNames) {
        let request = names.request
        title = bulletin.issue?.number.text ?? request.text("commitments.bulletin.of", ["month": "\(bulletin.month)"])
        status = BulletinTable.tag(bulletin.state, request).view
        var facts = [
            Fact(name: request.text("commitments.bulletin.column.month"), value: "\(bulletin.month)"),
            Fact(
                name: request.text("commitments.bulletin.column.figures"), value: "\(bulletin.text.figures.day)"),
            Fact(name: request.text("commitments.bulletin.since"), value: "\(bulletin.text.figures.since)"),
            Fact(name: request.text("commitments.bulletin.column.version"), value: String(bulletin.text.version)),
        ]
        if let issue = bulletin.issue {
            facts.append(Fact(name: request.text("commitments.bulletin.column.issued"), value: "\(issue.day)"))
            facts.append(Fact(name: request.text("commitments.bulletin.digest"), value: issue.digest))
        }
        self.facts = facts
        files = BulletinFile.allCases.map { file in
            NamedLink(
                text: request.text("commitments.bulletin.file.\(file.rawValue)"),
                link: BulletinRoutes.file.link(bulletin.id, file))
        }
        mayEdit = bulletin.isOpen && request.allows(BulletinRoutes.write)
        editHref = BulletinRoutes.text.link(bulletin.id).href
        self.forms = forms.map { $0.view(request) }
        hasForms = !forms.isEmpty
        isOwn =
            bulletin.state == .draft && request.allows(BulletinRoutes.approve)
            && bulletin.writers.contains(request.actor.name)
        history = Self.history(bulletin, names)
        self.sheet = sheet
    }

    private static func history(_ bulletin: Bulletin, _ names: PersonNames) -> [String] {
        func line(_ what: String, _ day: String, _ by: String, _ more: [String: String] = [:]) -> String {
            names.request.text(
                "commitments.bulletin.history.\(what)",
                more.merging(["day": day, "by": names(by)]) { first, _ in first })
        }
        var lines: [(LogTime, String)] = bulletin.texts.map {
            (
                $0.at,
                line(
                    $0.version == 1 ? "drafted" : "edited", "\($0.day)", $0.by, ["version": String($0.version)])
            )
        }
        lines += bulletin.decisions.map {
            (
                $0.at,
                line(
                    $0.isApproval ? "approved" : "returned", "\($0.day)", $0.by,
                    ["version": String($0.version), "reason": $0.reason])
            )
        }
        if let issue = bulletin.issue {
            lines.append((issue.at, line("issued", "\(issue.day)", issue.by, ["number": issue.number.text])))
        }
        if let withdrawal = bulletin.withdrawal {
            lines.append(
                (
                    withdrawal.at,
                    line("withdrawn", "\(withdrawal.day)", withdrawal.by, ["reason": withdrawal.reason])
                ))
        }
        return lines.sorted { $0.0 < $1.0 }.map(\.1)
    }
}
