import Exchange
import Kernel
import Packs
import Web

/// A table of a plan as a file that says where its rows come from.
struct PlanFile {
    let presenter: CityPresenter
    let table: Table
    /// What the table is about besides the plan, as further rows of the second sheet.
    var subject: [(String, String)] = []

    func answer(_ format: ExportFormat, title key: String) throws -> Answer {
        let state = presenter.state
        let title = presenter.text(key)
        var rows = [
            (presenter.text("commitments.file.plan"), state.plan.plan.document.title ?? state.plan.id),
            (presenter.text("commitments.file.date"), state.day.description),
            (presenter.text("commitments.file.written"), presenter.request.clock.now().textInChina),
            (presenter.text("commitments.file.by"), presenter.request.actor.name),
            (presenter.text("commitments.file.filters"), filters),
            (presenter.text("commitments.file.source"), state.plan.source.digest),
        ]
        rows += subject
        if state.plan.isParaphrase {
            rows.append((presenter.text("commitments.file.label"), presenter.text(state.pack.manifest.label)))
        }
        if state.hasDemonstrationData {
            rows.append((presenter.text("commitments.file.data"), presenter.text("commitments.source.demonstration")))
        }
        let file = TableFile(
            title: title, table: table.export(), provenance: TableFile.Provenance(rows),
            provenanceTitle: presenter.text("commitments.file.sheet"))
        return try file.answer(format, name: "\(state.plan.id)-\(title)-\(state.day)")
    }

    private var filters: String {
        let items = table.state.items(table.definition)
        return items.isEmpty
            ? presenter.text("commitments.none") : items.map { "\($0.name)=\($0.value)" }.joined(separator: " & ")
    }
}
