import Kernel
import Web

/// The list of meetings.
struct MeetingListView: Sendable {
    let title: String
    let table: Table.View
    let mayCall: Bool
    let newHref: String
}

/// The form of a new meeting on a page of its own.
struct MeetingFormView: Sendable {
    let title: String
    let help: String
    let form: Form.View
}

/// A meeting: its agenda with the lights of the business date, its minutes, its resolutions, and the forms.
struct MeetingView: Sendable {
    struct Fact: Sendable {
        let name: String
        let value: String
    }

    /// A line of the agenda or a resolution, with the light of its assignment.
    struct Line: Sendable {
        let number: Int
        let name: NamedLink
        let owner: String
        let due: String
        let reason: String
        /// One, or none for a matter in words and where no standing can be derived.
        let status: [StatusTag.View]
        let isFollowed: Bool
    }

    struct Minutes: Sendable {
        let heading: String
        let kept: String
        let text: String
    }

    let title: String
    let kind: String
    let facts: [Fact]
    let hasConflict: Bool
    let conflict: String
    let agenda: [Line]
    let newest: [Minutes]
    let older: [Minutes]
    let hasMinutes: Bool
    let hasOlder: Bool
    let resolutions: [Line]
    let hasResolutions: Bool
    let forms: [Entry]
    let hasForms: Bool
    let note: String
    let hasNote: Bool

    /// A form under its heading, open where it came back with errors.
    struct Entry: Sendable {
        let label: String
        let isOpen: Bool
        let form: Form.View
    }

    /// `followed` is what resolutions and lines of the agenda became or speak of, as it stands on the business date.
    init(
        _ meeting: Meeting, _ presenter: CityPresenter, followed: FollowedWork, latest: Meeting,
        returned: Form? = nil, conflict: String? = nil
    ) {
        let request = presenter.request
        title = meeting.title
        kind = request.text("meeting.kind.\(meeting.kind.rawValue)")
        facts = [
            Fact(name: request.text("meeting.column.held"), value: "\(meeting.heldOn)"),
            Fact(
                name: request.text("meeting.column.place"),
                value: meeting.place.isEmpty ? request.text("commitments.none") : meeting.place),
            Fact(
                name: request.text("meeting.called"),
                value: request.text(
                    "meeting.called-by",
                    ["day": "\(meeting.calledOn)", "by": presenter.person(meeting.calledBy)])),
            Fact(name: request.text("meeting.lights"), value: "\(request.businessDate)"),
        ]
        hasConflict = conflict != nil
        self.conflict = conflict ?? ""
        agenda = meeting.agenda.map { entry in
            Self.line(entry.position, entry.text, entry.assignment.flatMap { followed.works[$0] }, presenter)
        }
        let all = meeting.minutes.reversed().map { minutes in
            Minutes(
                heading: request.text("meeting.minutes.version", ["version": String(minutes.version)]),
                kept: request.text(
                    "meeting.minutes.kept", ["day": "\(minutes.day)", "by": presenter.person(minutes.by)]),
                text: minutes.text)
        }
        newest = Array(all.prefix(1))
        older = Array(all.dropFirst())
        hasMinutes = !newest.isEmpty
        hasOlder = !older.isEmpty
        resolutions = meeting.resolutions.map { resolution in
            Self.line(
                resolution.position, resolution.text, followed.ofResolutions[resolution.id], presenter,
                isTitled: false)
        }
        hasResolutions = !resolutions.isEmpty
        let mayWrite = request.allows(LifePermissions.meet)
        let isHeld = meeting.heldOn <= request.businessDate
        let isBehind = latest.lastDay > request.businessDate
        if mayWrite, isHeld, !isBehind {
            let builder = MeetingForms(presenter: presenter)
            forms = [
                ("meeting.act.resolve", builder.resolution(meeting)), ("meeting.act.minutes", builder.minutes(meeting)),
            ].map { label, form in
                let isReturned = returned?.identity == form.identity
                return Entry(
                    label: request.text(label), isOpen: isReturned,
                    form: (isReturned ? returned ?? form : form).view(request))
            }
        } else {
            forms = []
        }
        hasForms = !forms.isEmpty
        if mayWrite, !isHeld {
            note = request.text("meeting.not-held", ["held": "\(meeting.heldOn)"])
        } else if mayWrite, isBehind {
            note = request.text("meeting.behind-time", ["last": "\(latest.lastDay)"])
        } else {
            note = ""
        }
        hasNote = !note.isEmpty
    }

    /// A resolution keeps its own words; an assignment on the agenda is named in the reader's language.
    private static func line(
        _ number: Int, _ text: String, _ work: FollowedWork.Work?, _ presenter: CityPresenter, isTitled: Bool = true
    ) -> Line {
        guard let work else {
            return Line(
                number: number, name: NamedLink(text: text, link: nil), owner: "", due: "", reason: "", status: [],
                isFollowed: false)
        }
        let mayRead = presenter.request.allows(
            LifePermissions.read, unit: work.life.latest.unit, district: work.life.assignment.district)
        let tag = presenter.tag(work.judgement)
        return Line(
            number: number,
            name: NamedLink(
                text: isTitled ? presenter.text(work.life.assignment.title) : text,
                link: mayRead ? AssignmentRoutes.assignment.link(work.life.id) : nil),
            owner: work.life.assignment.district.map(presenter.districtName) ?? presenter.unitName(work.state.unit),
            due: "\(work.state.due)", reason: tag.reason, status: [tag.view], isFollowed: true)
    }
}
