import Exchange
import Kernel
import Web

/// A table that belongs to no single plan, as a file that says where its rows come from.
struct ListFile {
    let request: PageRequest
    let title: String
    let table: Table

    func answer(_ format: ExportFormat) throws -> Answer {
        let filters = table.state.items(table.definition)
        let provenance = TableFile.Provenance([
            (request.text("commitments.file.date"), request.businessDate.description),
            (request.text("commitments.file.written"), request.clock.now().textInChina),
            (request.text("commitments.file.by"), request.actor.name),
            (
                request.text("commitments.file.filters"),
                filters.isEmpty
                    ? request.text("commitments.none")
                    : filters.map { "\($0.name)=\($0.value)" }.joined(separator: " & ")
            ),
        ])
        return try TableFile(
            title: title, table: table.export(), provenance: provenance,
            provenanceTitle: request.text("commitments.file.sheet")
        ).answer(format, name: "\(title)-\(request.businessDate)")
    }
}
