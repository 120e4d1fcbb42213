/// An exact decimal number as people report it: `3.25` is 325 with two decimals.
public struct Quantity: Sendable, Hashable {
    /// The number times 10 to the power of `decimals`.
    public let scaled: Int64
    /// Digits behind the point, 0 to 6.
    public let decimals: Int

    public static let mostDecimals = 6

    public init(scaled: Int64, decimals: Int) {
        self.scaled = scaled
        self.decimals = decimals
    }

    /// Reads digits with an optional sign and point; full-width digits and grouping commas as spreadsheets write them
    /// are taken too. nil for anything else, for more decimals than allowed, and beyond 15 digits.
    public init?(_ text: String, decimals allowed: Int = mostDecimals) {
        var digits = ""
        var fraction: Int?
        var isNegative = false
        for (index, scalar) in text.unicodeScalars.filter({ !$0.properties.isWhitespace }).enumerated() {
            let value = (0xFF01...0xFF5E).contains(scalar.value) ? scalar.value - 0xFEE0 : scalar.value
            switch value {
            case 48...57:
                digits.append(Character(Unicode.Scalar(UInt8(value))))
                fraction = fraction.map { $0 + 1 }
            case 44 where fraction == nil && !digits.isEmpty: continue
            case 46 where fraction == nil: fraction = 0
            case 45 where index == 0: isNegative = true
            case 43 where index == 0: continue
            default: return nil
            }
        }
        let places = fraction ?? 0
        guard !digits.isEmpty, fraction != 0, digits.count <= 15, places <= allowed, let number = Int64(digits) else {
            return nil
        }
        self.init(scaled: isNegative ? -number : number, decimals: places)
    }

    /// The same number with so many decimals; nil where digits would be lost or it would not fit.
    public func rescaled(to wanted: Int) -> Quantity? {
        var value = scaled
        var places = decimals
        while places < wanted {
            let (product, overflow) = value.multipliedReportingOverflow(by: 10)
            guard !overflow else { return nil }
            value = product
            places += 1
        }
        while places > wanted {
            guard value % 10 == 0 else { return nil }
            value /= 10
            places -= 1
        }
        return Quantity(scaled: value, decimals: places)
    }

    /// This number as a share of another in whole percent, rounded down; nil for a target that is not above 0.
    public func percent(of target: Quantity) -> Int? {
        let places = max(decimals, target.decimals)
        guard let done = rescaled(to: places), let wanted = target.rescaled(to: places), wanted.scaled > 0 else {
            return nil
        }
        let (product, overflow) = done.scaled.multipliedReportingOverflow(by: 100)
        return overflow ? nil : Int(product / wanted.scaled)
    }
}

extension Quantity: CustomStringConvertible {
    public var description: String {
        let sign = scaled < 0 ? "-" : ""
        var digits = String(scaled.magnitude)
        guard decimals > 0 else { return sign + digits }
        while digits.count <= decimals { digits = "0" + digits }
        return sign + digits.dropLast(decimals) + "." + digits.suffix(decimals)
    }
}
