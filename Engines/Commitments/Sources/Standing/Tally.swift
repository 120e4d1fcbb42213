/// How many commitments stand how, and how far they are on the whole.
public struct Tally: Sendable, Hashable {
    public private(set) var counts: [Standing: Int] = [:]
    private var percentSum = 0
    private var expectedSum = 0
    public private(set) var total = 0

    public init() {}

    public init(_ judgements: some Sequence<Judgement>) {
        for judgement in judgements { add(judgement) }
    }

    public mutating func add(_ judgement: Judgement) {
        counts[judgement.standing, default: 0] += 1
        percentSum += judgement.percent
        expectedSum += judgement.expectedPercent
        total += 1
    }

    /// How many stand so.
    public func count(_ standing: Standing) -> Int { counts[standing] ?? 0 }

    /// Mean of the percentages, each commitment with weight one, rounded down; 0 for none.
    public var percent: Int { total == 0 ? 0 : percentSum / total }
    public var expectedPercent: Int { total == 0 ? 0 : expectedSum / total }

    public var standing: Standing? {
        Standing.whole(of: counts.flatMap { Array(repeating: $0.key, count: $0.value) })
    }
}
