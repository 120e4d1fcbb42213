import Access
import Exchange
import Kernel
import Ledger
import Web

/// The list of meetings, each of them, and what is written about them.
struct MeetingPages: Sendable {
    let reader: CityReader
    let database: LedgeredDatabase

    private var desk: MeetingDesk { MeetingDesk(database: database) }

    var registrations: [RouteRegistration] {
        [
            MeetingRoutes.list.handle(list), MeetingRoutes.listFile.handle(listFile),
            MeetingRoutes.meeting.handle(show), MeetingRoutes.new.handle(new), MeetingRoutes.call.handle(call),
            MeetingRoutes.minutes.handle(minute), MeetingRoutes.resolutions.handle(resolve),
        ]
    }

    // MARK: - Reading

    private func list(_ request: PageRequest) async throws -> Answer {
        let title = request.text("meeting.title")
        return .page(
            Page(
                "commitments/meetings", title: title, breadcrumbs: [Breadcrumb(title)], navigation: "meetings",
                isWide: true,
                model: MeetingListView(
                    title: title, table: try await table(request).view, mayCall: request.allows(LifePermissions.meet),
                    newHref: MeetingRoutes.new.link().href)))
    }

    private func listFile(_ request: PageRequest, _ format: ExportFormat) async throws -> Answer {
        try ListFile(request: request, title: request.text("meeting.title"), table: try await table(request))
            .answer(format)
    }

    private func table(_ request: PageRequest) async throws -> Table {
        let (meetings, names) = try await database.read { [day = request.businessDate] in
            (try MeetingStore().all(asOf: day, in: $0), try PeopleDesk.names(in: $0))
        }
        var finished: [Identifier: Int] = [:]
        for (plan, ofPlan) in Dictionary(grouping: meetings, by: \.plan) {
            let followed = FollowedWork(try await reader.presenter(plan, request).state)
            for meeting in ofPlan { finished[meeting.id] = followed.finished(meeting) }
        }
        return MeetingTable(names: PersonNames(byAccount: names, request: request), finished: finished).table(meetings)
    }

    private func show(_ request: PageRequest, _ id: Identifier) async throws -> Answer {
        try await page(id, request)
    }

    /// The page of a meeting; with a form that came back in its place.
    private func page(
        _ id: Identifier, _ request: PageRequest, returned: Form? = nil, problem: Problem? = nil
    ) async throws -> Answer {
        let (meeting, latest) = try await find(id, request)
        let presenter = try await reader.presenter(meeting.plan, request)
        let isConflict = problem?.kind == .conflict
        let view = MeetingView(
            meeting, presenter, followed: FollowedWork(presenter.state), latest: latest, returned: returned,
            conflict: isConflict ? problem.map { request.text($0.key, $0.arguments) } : nil)
        return .page(
            Page(
                "commitments/meeting", title: meeting.title, breadcrumbs: Self.crumbs(request, meeting.title),
                navigation: "meetings", model: view), status: problem?.kind.httpStatus ?? 200)
    }

    /// A meeting as it stood on the business date and as it stands now; 404 where it had not been called yet.
    private func find(_ id: Identifier, _ request: PageRequest) async throws -> (Meeting, latest: Meeting) {
        let found = try await database.read { [day = request.businessDate] session in
            (try MeetingStore().meeting(id, asOf: day, in: session), try MeetingStore().meeting(id, in: session))
        }
        guard let meeting = found.0, let latest = found.1 else { throw MeetingDesk.notFound }
        return (meeting, latest)
    }

    private static func crumbs(_ request: PageRequest, _ last: String) -> [Breadcrumb] {
        [Breadcrumb(request.text("meeting.title"), MeetingRoutes.list.link()), Breadcrumb(last)]
    }

    // MARK: - Writing

    private func new(_ request: PageRequest) async throws -> Answer {
        let presenter = try await reader.currentPresenter(request)
        return newPage(try MeetingForms(presenter: presenter).new(), request)
    }

    private func newPage(_ form: Form, _ request: PageRequest) -> Answer {
        let title = request.text("meeting.new")
        return .page(
            Page(
                "commitments/meeting-form", title: title, breadcrumbs: Self.crumbs(request, title),
                navigation: "meetings",
                model: MeetingFormView(title: title, help: request.text("meeting.new-help"), form: form.view(request))),
            status: form.hasErrors ? 422 : 200)
    }

    private func call(_ request: PageRequest) async throws -> Answer {
        let presenter = try await reader.presenter(request.form["plan"] ?? "", request)
        let forms = MeetingForms(presenter: presenter)
        var form = try forms.new()
        form.take(request.form)
        form.check(for: request)
        guard !form.hasErrors else { return newPage(form, request) }
        do {
            let id = try await desk.call(
                try forms.call(from: request.form), by: request.actor, key: try request.once())
            return .redirect(MeetingRoutes.meeting.link(id), flash: Flash("meeting.flash.called"))
        } catch let problem as Problem where problem.kind == .badInput {
            form.fail(problem, for: request)
            return newPage(form, request)
        }
    }

    private func minute(_ request: PageRequest, _ id: Identifier) async throws -> Answer {
        let version = try request.seenVersion()
        return try await write(
            id, request, form: { $0.minutes($1) },
            to: { _ in
                try await desk.minute(
                    id, version: version, text: request.form["text"] ?? "", by: request.actor,
                    key: try request.once())
            }, flash: "meeting.flash.minuted")
    }

    private func resolve(_ request: PageRequest, _ id: Identifier) async throws -> Answer {
        try await write(
            id, request, form: { $0.resolution($1) },
            to: { forms in
                try await desk.resolve(
                    id, try forms.decision(from: request.form), by: request.actor, key: try request.once())
            }, flash: "meeting.flash.resolved")
    }

    /// Does what a form on a meeting's page asks for. A form that is refused comes back with everything that was typed;
    /// where somebody was faster, with what they wrote above it.
    private func write(
        _ id: Identifier, _ request: PageRequest, form build: (MeetingForms, Meeting) -> Form,
        to body: (MeetingForms) async throws -> Void, flash: String
    ) async throws -> Answer {
        let (meeting, _) = try await find(id, request)
        let forms = MeetingForms(presenter: try await reader.presenter(meeting.plan, request))
        var form = build(forms, meeting)
        form.take(request.form)
        form.check(for: request)
        guard !form.hasErrors else {
            return try await page(id, request, returned: form, problem: Problem(.badInput, "meeting.problem.empty"))
        }
        do {
            try await body(forms)
        } catch let problem as Problem where problem.kind == .badInput || problem.kind == .conflict {
            var again = build(forms, try await find(id, request).0)
            again.fill(
                from: request.form, keepingHidden: problem.kind == .badInput, keepingKey: !problem.isSpentKey)
            again.fail(problem, for: request)
            return try await page(id, request, returned: again, problem: problem)
        }
        return .redirect(MeetingRoutes.meeting.link(id), flash: Flash(flash))
    }
}
