import Kernel
import PlanText

/// Errors of the plan reader as the kernel tells them.
public enum PlanProblem {
    /// Reads a plan's text; what is wrong is placed at a field of a form.
    static func reading(_ text: String, at field: String? = nil) throws(Problem) -> PlanReading {
        do throws(PlanTextError) { return try PlanReader.read(text) } catch {
            throw problem(error, at: field.map { .field($0) })
        }
    }

    public static func problem(_ error: PlanTextError, at place: Problem.Place?) -> Problem {
        switch error {
        case .emptyText: Problem(.badInput, "commitments.plan.problem.empty", at: place)
        case .tooLong(let bytes, let limit):
            Problem(
                .tooLarge, "commitments.plan.problem.too-long",
                ["size": String(bytes / 1_000_000), "limit": String(limit / 1_000_000)], at: place)
        case .noItems(let lines):
            Problem(.badInput, "commitments.plan.problem.no-items", ["lines": String(lines)], at: place)
        case .boundaryOutsideBody, .boundariesOverlap:
            Problem(.badInput, "commitments.correct.problem.clauses", ["what": error.description], at: place)
        }
    }
}
