import Commitments
import Exchange
import Foundation
import Kernel
import Ledger
import PlanText

/// A document named on the command line, read to a plan.
struct DocumentInput {
    let path: String

    /// The document's text with where it came from; its size is looked at before a byte is read.
    func source() async throws -> PlanSource {
        let file = URL(filePath: path)
        let place = Problem.Place.file(path, line: nil)
        let values: URLResourceValues
        do { values = try file.resourceValues(forKeys: [.fileSizeKey, .isRegularFileKey]) } catch {
            throw Problem(.notFound, "server.problem.no-file", ["file": path], at: place)
        }
        guard values.isRegularFile == true else {
            throw Problem(.badInput, "server.problem.no-file", ["file": path], at: place)
        }
        let size = values.fileSize ?? 0
        guard size <= DocumentText.defaultLimit else {
            throw Problem(
                .tooLarge, "exchange.problem.too-large",
                ["size": String(size / 1_000_000), "limit": String(DocumentText.defaultLimit / 1_000_000)], at: place)
        }
        let bytes: [UInt8]
        do { bytes = [UInt8](try Data(contentsOf: file)) } catch {
            throw Problem(
                .badInput, "server.problem.unreadable",
                ["file": path, "what": (error as NSError).localizedDescription],
                at: place)
        }
        let document = try await DocumentText.read(bytes, fileName: path)
        return PlanSource(
            name: file.lastPathComponent, kind: PlanSource.Kind(rawValue: document.kind.rawValue) ?? .text,
            digest: try Digest(of: bytes).hexadecimal, text: document.text)
    }

    /// The plan with its doubts.
    func reading() async throws -> (source: PlanSource, reading: PlanReading) {
        let source = try await source()
        do throws(PlanTextError) {
            return (source, try PlanReader.read(source.text))
        } catch {
            throw PlanProblem.problem(error, at: .file(path, line: nil))
        }
    }
}
