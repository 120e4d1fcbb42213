import Files
import Kernel
import Ledger
import Web

/// The files of reports: taken into the store before the report is written, named in its transaction, and handed out.
struct ReportFiles: Sendable {
    let store: FileStore

    /// What the file dialogue offers; what a file really is, the store finds out from its content.
    static let accept = MediaType.accept

    /// The same for people.
    static let kinds = [
        "PDF", "DOCX", "XLSX", "PPTX", "DOC", "XLS", "WPS", "TXT", "CSV", "PNG", "JPEG", "GIF", "WebP", "MP4",
    ]

    /// The largest size of one file: `50 MB`.
    var sizeLimit: String { "\(store.limits.bytes / 1_000_000) MB" }

    /// Files that are in the store and not yet named by any report.
    struct Kept: Sendable {
        let files: [AssignmentReport.File]
        fileprivate let stored: [StoredFile]

        /// Names them in the transaction of the report.
        func record(in session: ChangeSession) throws {
            for file in stored { try FileStore.record(file, in: session) }
        }
    }

    /// Takes files in. A refusal stands at the field from which the file came.
    func keep(_ files: [(file: FormFile, evidence: String?)]) async throws -> Kept {
        var stored: [StoredFile] = []
        var named: [AssignmentReport.File] = []
        for (file, evidence) in files {
            do {
                let kept = try await store.store(file.bytes, named: file.name)
                stored.append(kept.file)
                named.append(
                    AssignmentReport.File(digest: kept.file.digest, name: kept.name.text, evidence: evidence))
            } catch let problem as Problem where problem.kind != .failure && problem.place == nil {
                throw Problem(problem.kind, problem.key, problem.arguments, at: .field(file.field))
            }
        }
        return Kept(files: named, stored: stored)
    }

    /// The answer that hands a file over, verified, under the name that its report keeps.
    func answer(_ file: AssignmentReport.File, in database: LedgeredDatabase) async throws -> Answer {
        guard let stored = try await database.read({ try FileStore.file(file.digest, in: $0) }) else {
            throw Problem(.notFound, "assignment.problem.no-file")
        }
        return .file(
            try await store.read(file.digest), name: file.name, contentType: stored.mediaType.contentType)
    }
}
