import Documents
import Kernel

/// Problems of documents as the kernel tells them.
enum ExchangeProblem {
    /// The sentence is the document library's own, in both languages; the string files hand it through.
    static func problem(_ problem: DocumentProblem, at place: Problem.Place) -> Problem {
        Problem(
            .badInput, "exchange.problem.document",
            ["message@zh-Hans": problem.message(.zhHans), "message@en": problem.message(.en)], at: place)
    }
}
