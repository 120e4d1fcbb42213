/// A decimal number that keeps its digits: a whole number divided by a power of ten.
///
/// `ExactDecimal("12.50")` has the digits 1250 and the scale 2, and prints as 12.50 again. Two values are equal when
/// digits and scale are, so 12.5 and 12.50 differ; compare `doubleValue` where that is not wanted.
public struct ExactDecimal: Hashable, Sendable, CustomStringConvertible {
    /// The number without its decimal point.
    public let digits: Int64
    /// How many of the digits stand behind the decimal point, 0 to 18.
    public let scale: Int

    /// Makes a decimal from digits and a scale; nil for a scale outside 0 to 18.
    public init?(digits: Int64, scale: Int) {
        guard (0...18).contains(scale), digits != .min else { return nil }
        self.digits = digits
        self.scale = scale
    }

    /// Reads a number such as `-12.50` or `1.5E-3`; nil for any other text or one with more than 18 digits.
    public init?(_ text: String) {
        var rest = Array(text.utf8)[...]
        var isNegative = false
        if let sign = rest.first, sign == UInt8(ascii: "-") || sign == UInt8(ascii: "+") {
            isNegative = sign == UInt8(ascii: "-")
            rest.removeFirst()
        }
        var digits: Int64 = 0
        var scale = 0
        var count = 0
        var hasPoint = false
        while let byte = rest.first, byte != UInt8(ascii: "e"), byte != UInt8(ascii: "E") {
            rest.removeFirst()
            if byte == UInt8(ascii: "."), !hasPoint {
                hasPoint = true
                continue
            }
            guard (0x30...0x39).contains(byte) else { return nil }
            let (product, overflow) = digits.multipliedReportingOverflow(by: 10)
            let (sum, overflowAgain) = product.addingReportingOverflow(Int64(byte - 0x30))
            guard !overflow, !overflowAgain else { return nil }
            digits = sum
            scale += hasPoint ? 1 : 0
            count += 1
        }
        guard count > 0 else { return nil }
        if !rest.isEmpty {
            guard let exponent = Int(String(decoding: rest.dropFirst(), as: UTF8.self)), (-400...400).contains(exponent)
            else { return nil }
            scale -= exponent
        }
        while scale < 0 {
            let (product, overflow) = digits.multipliedReportingOverflow(by: 10)
            guard !overflow else { return nil }
            digits = product
            scale += 1
        }
        self.init(digits: isNegative ? -digits : digits, scale: scale)
    }

    /// The shortest decimal that stands for a floating-point number; nil for one that needs more than 18 digits.
    public init?(_ value: Double) {
        guard value.isFinite, let decimal = ExactDecimal("\(value)") else { return nil }
        // The description of a whole number ends in ".0".
        self = decimal.scale == 1 && decimal.digits % 10 == 0 ? decimal.rescaledToWhole : decimal
    }

    private init(wholeDigits: Int64) {
        digits = wholeDigits
        scale = 0
    }

    private var rescaledToWhole: ExactDecimal { ExactDecimal(wholeDigits: digits / 10) }

    /// The number in digits, with as many decimals as the scale says.
    public var description: String {
        let magnitude = String(digits.magnitude)
        let padded = String(repeating: "0", count: max(0, scale + 1 - magnitude.count)) + magnitude
        let sign = digits < 0 ? "-" : ""
        return scale == 0 ? sign + padded : "\(sign)\(padded.dropLast(scale)).\(padded.suffix(scale))"
    }

    /// The nearest floating-point number.
    public var doubleValue: Double { Double(description) ?? .nan }

    /// How many digits matter, leading zeros left out; 1 for zero.
    public var significantDigits: Int { String(digits.magnitude).count }
}
