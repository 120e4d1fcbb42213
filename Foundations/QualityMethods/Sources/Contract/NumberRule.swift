/// The rule that a number of an input has to meet. NaN and infinities meet none.
public enum NumberRule: Sendable, Hashable {
    /// Any finite number.
    case finite
    /// Greater than 0.
    case positive
    /// 0 or greater.
    case nonnegative
    /// From 0 to 1, both included.
    case probability
    /// Between 0 and 1, neither included.
    case openProbability
    /// At least the bound.
    case atLeast(Double)
    /// At most the bound.
    case atMost(Double)
    /// Greater than the bound.
    case greaterThan(Double)
    /// Less than the bound.
    case lessThan(Double)
    /// From one bound to the other, both included.
    case between(Double, Double)

    /// Whether a number meets the rule.
    public func isMet(by number: Double) -> Bool {
        guard number.isFinite else { return false }
        return switch self {
        case .finite: true
        case .positive: number > 0
        case .nonnegative: number >= 0
        case .probability: number >= 0 && number <= 1
        case .openProbability: number > 0 && number < 1
        case .atLeast(let bound): number >= bound
        case .atMost(let bound): number <= bound
        case .greaterThan(let bound): number > bound
        case .lessThan(let bound): number < bound
        case .between(let low, let high): number >= low && number <= high
        }
    }

    /// The rule in words that follow "must be".
    public var words: MethodText {
        switch self {
        case .finite: MethodText(zh: "有限的数", en: "a finite number")
        case .positive: MethodText(zh: "大于 0 的数", en: "greater than 0")
        case .nonnegative: MethodText(zh: "不小于 0 的数", en: "at least 0")
        case .probability: MethodText(zh: "0 到 1 之间的数（含两端）", en: "from 0 to 1")
        case .openProbability: MethodText(zh: "0 与 1 之间的数（不含两端）", en: "between 0 and 1, neither included")
        case .atLeast(let bound):
            MethodText(zh: "不小于 \(bound.plain) 的数", en: "at least \(bound.plain)")
        case .atMost(let bound): MethodText(zh: "不大于 \(bound.plain) 的数", en: "at most \(bound.plain)")
        case .greaterThan(let bound): MethodText(zh: "大于 \(bound.plain) 的数", en: "greater than \(bound.plain)")
        case .lessThan(let bound): MethodText(zh: "小于 \(bound.plain) 的数", en: "less than \(bound.plain)")
        case .between(let low, let high):
            MethodText(
                zh: "\(low.plain) 到 \(high.plain) 之间的数（含两端）", en: "from \(low.plain) to \(high.plain)")
        }
    }
}

extension NumberRule {
    /// The rule as a value: in words, and as `minimum`, `maximum`, `exclusiveMinimum`, `exclusiveMaximum` where there are
    /// such bounds (the names of JSON Schema).
    public var value: MethodValue {
        var members = ["zh": MethodValue.text(words.zh), "en": .text(words.en)]
        switch self {
        case .finite: break
        case .positive: members["exclusiveMinimum"] = 0
        case .nonnegative: members["minimum"] = 0
        case .probability:
            members["minimum"] = 0
            members["maximum"] = 1
        case .openProbability:
            members["exclusiveMinimum"] = 0
            members["exclusiveMaximum"] = 1
        case .atLeast(let bound): members["minimum"] = .number(bound)
        case .atMost(let bound): members["maximum"] = .number(bound)
        case .greaterThan(let bound): members["exclusiveMinimum"] = .number(bound)
        case .lessThan(let bound): members["exclusiveMaximum"] = .number(bound)
        case .between(let low, let high):
            members["minimum"] = .number(low)
            members["maximum"] = .number(high)
        }
        return .object(members)
    }
}

extension Double {
    /// The shortest digits without a needless `.0`, for messages and formulas.
    public var plain: String {
        self == rounded(.towardZero) && abs(self) < 1e15 ? String(Int(self)) : description
    }

    /// The number rounded to some significant digits, for formulas with numbers in them.
    public func significant(_ digits: Int = 6) -> String {
        guard isFinite, self != 0 else { return self == 0 ? "0" : description }
        let exponent = Int(decimalExponent(abs(self)))
        let places = digits - 1 - exponent
        guard abs(exponent) < 15 else { return description }
        if places <= 0 {
            let unit = powerOfTen(-places)
            return ((self / unit).rounded() * unit).plain
        }
        let unit = powerOfTen(places)
        return ((self * unit).rounded() / unit).plain
    }
}

/// The largest whole number whose power of ten is not above a positive number.
private func decimalExponent(_ value: Double) -> Double {
    var exponent = 0.0
    var rest = value
    while rest >= 10 {
        rest /= 10
        exponent += 1
    }
    while rest < 1 {
        rest *= 10
        exponent -= 1
    }
    return exponent
}

private func powerOfTen(_ exponent: Int) -> Double {
    (0..<max(exponent, 0)).reduce(1.0) { power, _ in power * 10 }
}
