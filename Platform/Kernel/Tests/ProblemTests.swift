import Kernel
import Testing

struct ProblemTests {
    @Test(
        "every kind of problem has its HTTP status and exit code",
        arguments: [
            (Problem.Kind.badInput, 422, Int32(2)), (.notFound, 404, 2), (.forbidden, 403, 1), (.conflict, 409, 2),
            (.tooLarge, 413, 2), (.unsupportedMedia, 415, 2), (.tooManyRequests, 429, 1), (.unavailable, 503, 1),
            (.failure, 500, 1),
        ])
    func kinds(kind: Problem.Kind, status: Int, code: Int32) {
        #expect(kind.httpStatus == status)
        #expect(kind.exitCode == code)
    }

    @Test("the table above names every kind, each with a status of its own")
    func complete() {
        #expect(Problem.Kind.allCases.count == 9)
        #expect(Set(Problem.Kind.allCases.map(\.httpStatus)).count == 9)
        #expect(Problem.Kind.allCases.allSatisfy { (400..<600).contains($0.httpStatus) && $0.exitCode > 0 })
    }

    @Test("problems are equal where kind, key, arguments and place are")
    func equality() {
        let problem = Problem(.badInput, "a.b", ["c": "d"], at: .file("plan.txt", line: 3))
        #expect(problem == Problem(.badInput, "a.b", ["c": "d"], at: .file("plan.txt", line: 3)))
        #expect(problem != Problem(.badInput, "a.b", ["c": "d"], at: .file("plan.txt", line: nil)))
        #expect(problem != Problem(.badInput, "a.b", ["c": "d"], at: .field("plan.txt")))
        #expect(problem != Problem(.conflict, "a.b", ["c": "d"], at: .file("plan.txt", line: 3)))
    }
}
