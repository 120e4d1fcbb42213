import QualityMethods

/// Answers the cases of the area inter_rater.
enum AgreementCases: CaseSolver {
    static var kinds: [String] { ["agree", "agree-kripp", "agree-ac1"] }

    static func answers(kind: String, inputs value: MethodValue) throws -> [String: MethodValue] {
        let inputs = try MethodInputs(value)
        let rows = try inputs.list("data").map { row in (row.asList ?? []).map(\.asNumber) }
        switch kind {
        case "agree": return try coefficients(try RatingTable(rows))
        case "agree-ac1":
            let result = try ChanceCorrectedAgreement.gwet(try RatingTable(rows))
            return [
                "ac1": .number(result.value), "se": .number(result.standardError), "pa": .number(result.observed),
                "pe": .number(result.expected),
            ]
        case "agree-kripp":
            // Here the rows are the raters.
            guard let width = rows.first?.count, rows.allSatisfy({ $0.count == width }) else {
                throw MethodProblem(.wrongShape, at: "data", zh: "各行应等长。", en: "The rows have one length.")
            }
            let table = try RatingTable((0..<width).map { unit in rows.map { $0[unit] } })
            var answers: [String: MethodValue] = [:]
            for metric in RatingMetric.allCases {
                answers[metric.rawValue] = .number(try KrippendorffAlpha.coefficient(table, metric: metric).value)
            }
            return answers
        default: throw unanswered(kind)
        }
    }

    private static func coefficients(_ table: RatingTable) throws -> [String: MethodValue] {
        let cohen = try CohenKappa.coefficient(table)
        let fleiss = try ChanceCorrectedAgreement.fleiss(try complete(table))
        let intraclass = try IntraclassCorrelation(table, form: .agreementSingle)
        return [
            "cohen": .number(cohen.value), "cohen_z": MethodValue(cohen.z),
            "cohen_quadratic": .number(
                try CohenKappa.coefficient(table, weights: .quadratic, categories: peerOrder(table)).value),
            "fleiss": .number(fleiss.value), "fleiss_z": MethodValue(fleiss.z),
            "kendall_w": .number(try KendallConcordance(table).coefficient),
            "icc_A1": .number(intraclass.value), "icc_lo": MethodValue(intraclass.interval?.lowerBound),
            "icc_hi": MethodValue(intraclass.interval?.upperBound),
            "kripp_ordinal": .number(try peerAlpha(table, .ordinal)),
            "kripp_nominal": .number(try peerAlpha(table, .nominal)),
        ]
    }

    /// The subjects rated by all: irr leaves out the others everywhere but in alpha.
    private static func complete(_ table: RatingTable) throws -> RatingTable {
        let rows = table.ratings.filter { $0.allSatisfy { $0 != nil } }
        return rows.isEmpty ? table : try RatingTable(rows)
    }

    /// The categories of the first two raters in the order of their digits as text, as irr 0.84.1 sorts its levels: 10
    /// comes before 2. The same as by size for one digit; the library itself orders by size.
    private static func peerOrder(_ table: RatingTable) -> [Double] {
        let pairs = table.ratings.filter { $0[0] != nil && $0[1] != nil }
        return Set(pairs.flatMap { [$0[0], $0[1]].compactMap { $0.map { $0 + 0 } } }).sorted {
            $0.plain.utf8.lexicographicallyPrecedes($1.plain.utf8)
        }
    }

    /// Alpha as the cases of this kind define it.
    ///
    /// They follow irr 0.84.1, which weights the coincidences of complete ratings by 1 in place of 1/(m - 1). The observed
    /// over the expected disagreement then has the factor (N (m - 1) - 1)/(m - 1) in place of Krippendorff's N - 1, with N
    /// ratings by m raters: the same for 2 raters. The library itself keeps to Krippendorff (2011).
    private static func peerAlpha(_ table: RatingTable, _ metric: RatingMetric) throws -> Double {
        let alpha = try KrippendorffAlpha.coefficient(table, metric: metric).value
        guard table.ratings.allSatisfy({ $0.allSatisfy { $0 != nil } }) else { return alpha }
        let (n, m) = (Double(table.subjects * table.raters), Double(table.raters))
        return 1 - (1 - alpha) * (n * (m - 1) - 1) / ((m - 1) * (n - 1))
    }
}
