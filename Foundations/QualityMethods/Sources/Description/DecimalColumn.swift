/// Numbers taken as the decimals in which they are written, so that differences between them carry no rounding.
///
/// A double such as 10000000.2 is off by up to 1e-9 from the decimal; differences of such values lose digits that the
/// data have. The shortest digits that read back to the double are the decimal that was meant, and differences of
/// decimals are exact in whole numbers (NIST StRD, NumAcc3 and NumAcc4, SmLs04 to SmLs09).
public struct DecimalColumn: Sendable, Hashable {
    /// The first value, from which differences are taken.
    public let origin: Double
    /// Value minus origin, each correctly rounded from the exact difference.
    public let differences: [Double]

    /// Creates a column; nil where values are not finite, or have more digits than whole numbers of 63 bits hold.
    public init?(_ values: [Double]) {
        guard let first = values.first else { return nil }
        var parts: [(digits: Int, decimals: Int)] = []
        var decimals = 0
        for value in values {
            guard let part = Self.parts(value) else { return nil }
            parts.append(part)
            decimals = max(decimals, part.decimals)
        }
        guard decimals <= 15 else { return nil }
        let scale = Self.power(decimals)
        var whole: [Int] = []
        for part in parts {
            let (scaled, overflow) = part.digits.multipliedReportingOverflow(by: Self.power(decimals - part.decimals))
            guard !overflow else { return nil }
            whole.append(scaled)
        }
        var differences: [Double] = []
        for number in whole {
            let (difference, overflow) = number.subtractingReportingOverflow(whole[0])
            guard !overflow else { return nil }
            differences.append(Double(difference) / Double(scale))
        }
        origin = first
        self.differences = differences
    }

    private static func power(_ exponent: Int) -> Int { (0..<exponent).reduce(1) { power, _ in power * 10 } }

    /// The digits of a value as a whole number and how many of them are decimals.
    private static func parts(_ value: Double) -> (digits: Int, decimals: Int)? {
        let text = value.description
        guard value.isFinite, !text.contains("e") else { return nil }
        let pieces = text.split(separator: ".", omittingEmptySubsequences: false)
        guard let whole = pieces.first else { return nil }
        let fraction = pieces.count > 1 && pieces[1] != "0" ? String(pieces[1]) : ""
        guard let digits = Int(whole + fraction) else { return nil }
        return (digits, fraction.count)
    }
}
