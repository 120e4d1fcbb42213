/// One rule that tells a special cause from the pattern of the latest points, in units of the standard error.
///
/// z is the distance of a point from the centre line divided by its standard error, so that rules hold for unequal
/// subgroup sizes too. A signal belongs to the point that completes the pattern.
public struct ControlRule: Sendable, Hashable {
    /// The pattern that a rule looks for.
    public enum Pattern: Sendable, Hashable {
        /// `count` out of `window` points beyond `distance` on the same side, the last one among them.
        case sameSide(count: Int, window: Int, distance: Double)
        /// `count` points in a row within `distance` of the centre line.
        case within(count: Int, distance: Double)
        /// `count` points in a row beyond `distance` on either side.
        case outside(count: Int, distance: Double)
        /// `points` in a row that all rise or all fall; equal neighbours end it.
        case trend(points: Int)
        /// `points` in a row that alternate up and down.
        case alternating(points: Int)
    }

    /// The number or name under which the rule's set lists it.
    public let name: String
    /// The pattern.
    public let pattern: Pattern

    /// Creates a rule.
    ///
    /// - Throws: when a count is below 1, above the window or above 64, or a distance is negative or not finite.
    public init(_ name: String, _ pattern: Pattern) throws(MethodProblem) {
        let (count, window, distance): (Int, Int, Double) =
            switch pattern {
            case .sameSide(let count, let window, let distance): (count, window, distance)
            case .within(let count, let distance), .outside(let count, let distance): (count, count, distance)
            case .trend(let points), .alternating(let points): (points, points, 0)
            }
        let least: Int =
            switch pattern {
            case .trend: 2
            case .alternating: 3
            default: 1
            }
        guard count >= least, count <= window, window <= 64, distance.isFinite, distance >= 0 else {
            throw MethodProblem(
                .outOfRange, at: "rules.\(name)", zh: "判异准则的点数应在 \(least) 到 64 之间且不大于窗口，距离不小于 0。",
                en: "The count of a rule must be from \(least) to 64 and not above its window, the distance at least 0."
            )
        }
        self.init(unchecked: name, pattern)
    }

    init(unchecked name: String, _ pattern: Pattern) {
        self.name = name
        self.pattern = pattern
    }

    /// The rule in words.
    public var words: MethodText {
        switch pattern {
        case .sameSide(1, 1, let distance):
            MethodText(zh: "1 点超出 \(distance.plain)σ", en: "1 point beyond \(distance.plain) sigma")
        case .sameSide(let count, let window, let distance) where count == window:
            MethodText(
                zh: distance == 0 ? "连续 \(count) 点在中心线同一侧" : "连续 \(count) 点在同一侧超出 \(distance.plain)σ",
                en: "\(count) points in a row on one side beyond \(distance.plain) sigma")
        case .sameSide(let count, let window, let distance):
            MethodText(
                zh: "连续 \(window) 点中有 \(count) 点在同一侧超出 \(distance.plain)σ",
                en: "\(count) of \(window) points beyond \(distance.plain) sigma on one side")
        case .within(let count, let distance):
            MethodText(
                zh: "连续 \(count) 点在 \(distance.plain)σ 之内",
                en: "\(count) points in a row within \(distance.plain) sigma")
        case .outside(let count, let distance):
            MethodText(
                zh: "连续 \(count) 点在两侧超出 \(distance.plain)σ",
                en: "\(count) points in a row beyond \(distance.plain) sigma on either side")
        case .trend(let points):
            MethodText(zh: "连续 \(points) 点递增或递减", en: "\(points) points in a row rise or fall")
        case .alternating(let points):
            MethodText(zh: "连续 \(points) 点上下交替", en: "\(points) points in a row alternate up and down")
        }
    }
}

/// A set of rules that are watched together.
public struct RuleSet: Sendable, Hashable {
    /// The rules in order.
    public let rules: [ControlRule]

    /// Creates a custom set.
    public init(_ rules: [ControlRule]) { self.rules = rules }

    /// No rule at all.
    public static let none = RuleSet([])

    /// One point beyond three sigma, the rule of Shewhart.
    public static let beyondLimits = RuleSet([ControlRule(unchecked: "1", .sameSide(count: 1, window: 1, distance: 3))])

    /// The eight tests of Nelson (1984), Journal of Quality Technology 16, 237-239.
    public static let nelson = RuleSet(eightTests(oneSide: 9))

    /// The four zone rules of the Western Electric Statistical Quality Control Handbook (1956).
    public static let westernElectric = RuleSet([
        ControlRule(unchecked: "1", .sameSide(count: 1, window: 1, distance: 3)),
        ControlRule(unchecked: "2", .sameSide(count: 2, window: 3, distance: 2)),
        ControlRule(unchecked: "3", .sameSide(count: 4, window: 5, distance: 1)),
        ControlRule(unchecked: "4", .sameSide(count: 8, window: 8, distance: 0)),
    ])

    /// The eight criteria of AIAG Statistical Process Control, second edition (2005): seven points on one side.
    public static let aiag = RuleSet(eightTests(oneSide: 7))

    /// The names of the sets that can be asked for by name.
    public static let names = ["none", "limits", "nelson", "western-electric", "aiag"]

    /// Returns the set of a name, nil for a name that is not in `names`.
    public static func named(_ name: String) -> RuleSet? {
        switch name {
        case "none": none
        case "limits": beyondLimits
        case "nelson": nelson
        case "western-electric": westernElectric
        case "aiag": aiag
        default: nil
        }
    }

    /// Returns the set with only the rules of these names.
    public func only(_ names: [String]) -> RuleSet { RuleSet(rules.filter { names.contains($0.name) }) }

    private static func eightTests(oneSide: Int) -> [ControlRule] {
        [
            ControlRule(unchecked: "1", .sameSide(count: 1, window: 1, distance: 3)),
            ControlRule(unchecked: "2", .sameSide(count: oneSide, window: oneSide, distance: 0)),
            ControlRule(unchecked: "3", .trend(points: 6)),
            ControlRule(unchecked: "4", .alternating(points: 14)),
            ControlRule(unchecked: "5", .sameSide(count: 2, window: 3, distance: 2)),
            ControlRule(unchecked: "6", .sameSide(count: 4, window: 5, distance: 1)),
            ControlRule(unchecked: "7", .within(count: 15, distance: 1)),
            ControlRule(unchecked: "8", .outside(count: 8, distance: 1)),
        ]
    }
}

/// A rule that a point completed.
public struct RuleSignal: Sendable, Hashable {
    /// The index of the point, counted from 0.
    public let index: Int
    /// The name of the rule in its set.
    public let rule: String

    /// Creates a signal.
    public init(index: Int, rule: String) {
        self.index = index
        self.rule = rule
    }
}
