import Exchange
import Kernel
import Web

/// A register as a file that says where its rows come from.
enum RegisterFile {
    static func answer(
        _ table: Table, title: String, _ format: ExportFormat, names: [String: LocalizedText], _ request: PageRequest
    ) async throws -> Answer {
        let rows = table.export()
        let file = TableFile(
            title: title, table: rows,
            provenance: TableFile.Provenance([
                (request.text("administration.file.date"), request.businessDate.description),
                (request.text("administration.file.time"), request.clock.now().textInChina),
                (request.text("administration.file.by"), request.personName(request.actor.name, names)),
                (request.text("administration.file.rows"), String(max(0, rows.count - 1))),
            ]), provenanceTitle: request.text("administration.file.sheet"))
        return try file.answer(format, name: title)
    }
}
