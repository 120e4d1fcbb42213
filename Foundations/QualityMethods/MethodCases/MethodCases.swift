import Foundation
import QualityMethods

/// `method-cases FILE.json`: reads cases `{id, kind, inputs}` and prints `[{"id", "answers"}]`.
///
/// The member `expected` of a case is never read. A case that cannot be answered gets a member `error` in place of its
/// answers; the exit code is 0 unless the file itself cannot be read.
@main
enum MethodCases {
    static func main() {
        guard CommandLine.arguments.count == 2 else {
            fail("usage: method-cases FILE.json")
            exit(2)
        }
        let path = CommandLine.arguments[1]
        do {
            let cases = try MethodValue(json: Array(Data(contentsOf: URL(fileURLWithPath: path))))
            guard let list = cases.asList else {
                throw MethodProblem(.wrongKind, at: "", zh: "文件应为案例的列表。", en: "The file must hold a list of cases.")
            }
            let solvers = Dictionary(
                CaseSolvers.all.flatMap { solver in solver.kinds.map { ($0, solver) } },
                uniquingKeysWith: { first, _ in first })
            let answers = list.map { answer($0, solvers) }
            FileHandle.standardOutput.write(Data((MethodValue.list(answers).json(indented: true) + "\n").utf8))
        } catch {
            fail("\(path): \(error)")
            exit(2)
        }
    }

    /// Answers one case, or says why not.
    private static func answer(_ item: MethodValue, _ solvers: [String: any CaseSolver.Type]) -> MethodValue {
        let id = item["id"] ?? .null
        guard let kind = item["kind"]?.asText, let inputs = item["inputs"] else {
            return ["id": id, "error": "the case has no kind or no inputs"]
        }
        guard let solver = solvers[kind] else { return ["id": id, "error": .text("no solver for the kind \(kind)")] }
        do {
            return ["id": id, "answers": .object(try solver.answers(kind: kind, inputs: inputs))]
        } catch {
            return ["id": id, "error": .text(String(describing: error))]
        }
    }

    private static func fail(_ message: String) {
        FileHandle.standardError.write(Data((message + "\n").utf8))
    }
}

/// The problem of a kind that a solver lists and does not answer.
func unanswered(_ kind: String) -> MethodProblem {
    MethodProblem(.unknownMethod, at: "kind", zh: "不能解答 \(kind)。", en: "There is no answer for the kind \(kind).")
}
