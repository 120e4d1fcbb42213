/// Ratings of subjects by raters, with missing ones: one row a subject, one column a rater.
///
/// Categories are numbers; the distinct values in the data, in rising order, are the categories in use.
public struct RatingTable: Hashable, Sendable {
    /// The ratings, one row a subject; nil where a rater did not rate.
    public let ratings: [[Double?]]
    /// The distinct values in rising order.
    public let categories: [Double]

    /// The number of subjects.
    public var subjects: Int { ratings.count }
    /// The number of raters.
    public var raters: Int { ratings.first?.count ?? 0 }

    /// Makes a table.
    ///
    /// - Throws: ``MethodProblem`` for no subject, fewer than 2 raters, rows of different lengths, values that are not
    ///   finite, or no rating at all.
    public init(_ ratings: [[Double?]]) throws(MethodProblem) {
        guard let first = ratings.first, first.count >= 2 else {
            throw MethodProblem(
                .tooFewValues, at: "data", zh: "至少要 1 个对象和 2 名评价人。", en: "At least 1 subject and 2 raters are needed.")
        }
        var seen: Set<Double> = []
        for (index, row) in ratings.enumerated() {
            guard row.count == first.count else {
                throw MethodProblem(
                    .wrongShape, at: "data[\(index)]", zh: "每行应有 \(first.count) 个评价。",
                    en: "Each row has \(first.count) ratings.")
            }
            for value in row {
                guard let value else { continue }
                guard value.isFinite else {
                    throw MethodProblem(.outOfRange, at: "data[\(index)]", zh: "评价须为有限数。", en: "Ratings are finite.")
                }
                seen.insert(value + 0)
            }
        }
        guard !seen.isEmpty else {
            throw MethodProblem(.tooFewValues, at: "data", zh: "没有任何评价。", en: "There is no rating.")
        }
        self.ratings = ratings
        categories = seen.sorted()
    }

    /// Makes a complete table.
    public init(complete ratings: [[Double]]) throws(MethodProblem) {
        try self.init(ratings.map { $0.map { Optional($0) } })
    }

    /// The counts of each category, one row a subject.
    var counts: [[Double]] {
        let places = Dictionary(uniqueKeysWithValues: categories.enumerated().map { ($1, $0) })
        return ratings.map { row in
            var counts = [Double](repeating: 0, count: categories.count)
            for value in row {
                if let value, let place = places[value + 0] { counts[place] += 1 }
            }
            return counts
        }
    }

    /// The rows without missing values.
    func complete(_ least: Int) throws(MethodProblem) -> [[Double]] {
        let rows = ratings.compactMap { row -> [Double]? in
            let values = row.compactMap { $0 }
            return values.count == row.count ? values : nil
        }
        guard rows.count >= least else {
            throw MethodProblem(
                .tooFewValues, at: "data", zh: "评价齐全的对象至少要 \(least) 个，现有 \(rows.count) 个。",
                en: "At least \(least) subjects rated by all are needed; there are \(rows.count).")
        }
        return rows
    }
}
