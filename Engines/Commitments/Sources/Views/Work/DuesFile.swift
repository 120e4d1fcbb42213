import Kernel
import Web

/// The due days of what is not finished, of those duties that the reader may see, as a file for calendars.
struct DuesFile {
    let presenter: CityPresenter

    func answer() throws -> Answer {
        let request = presenter.request
        let lines = DutyTable(presenter: presenter, duties: [])
        let open = try presenter.duties().filter { !$0.judgement.standing.isFinished }
        let calendar = DueCalendarFile(
            name: request.text("work.dues"),
            events: open.map { duty in
                DueCalendarFile.Event(
                    identity: duty.life.id.text, day: duty.state.due,
                    title: presenter.text(duty.life.assignment.title),
                    text: [lines.owner(duty), presenter.tag(duty.judgement).word]
                        .joined(separator: request.text("commitments.list.separator")),
                    address: request.siteOrigin + AssignmentRoutes.assignment.link(duty.life.id).href)
            }, written: request.clock.now())
        return .file(try calendar.bytes(), name: "dues.ics", contentType: "text/calendar; charset=utf-8")
    }
}
