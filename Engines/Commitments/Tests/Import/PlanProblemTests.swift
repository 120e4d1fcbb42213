import Kernel
import PlanText
import Testing

@testable import Commitments

@Suite struct PlanProblemTests {
    @Test("what the reader cannot read is a problem of kind, numbers and field")
    func reading() throws {
        for (text, key, arguments) in [
            ("", "empty", [:]), ("  \n \n", "empty", [:]), ("没有条目的一行\n又一行\n", "no-items", ["lines": "2"]),
        ] {
            let problem = failure { try PlanProblem.reading(text, at: "file") } as? Problem
            #expect(problem?.key == "commitments.plan.problem.\(key)", "\(text)")
            #expect(problem?.kind == .badInput && problem?.place == .field("file"))
            if key == "no-items" { #expect(problem?.arguments.keys.sorted() == arguments.keys.sorted()) }
        }
        let long = String(repeating: "长", count: 6_000_000)
        let problem = failure { try PlanProblem.reading(long) } as? Problem
        #expect(problem?.kind == .tooLarge && problem?.arguments == ["size": "18", "limit": "16"])
    }
}
