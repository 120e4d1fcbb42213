/// Numbers as ECMAScript writes them (ECMA-262, Number::toString; RFC 8785, section 3.2.2.3).
enum CanonicalNumber {
    static func text(_ value: Double) throws(LedgerProblem) -> String {
        guard value.isFinite else { throw .unwritable }
        if value == 0 { return "0" }
        if value < 0 { return "-" + positive(-value) }
        return positive(value)
    }

    /// Swift's description has the shortest digits that read back to the same double, and of those the closest; only
    /// the place of the point and of the exponent is laid out anew.
    private static func positive(_ value: Double) -> String {
        var digits = ""
        var pointAfter = 0
        var exponent = 0
        var isBehindPoint = false
        var rest = value.description[...]
        while let character = rest.popFirst() {
            if character == "e" {
                exponent = Int(rest) ?? 0
                break
            } else if character == "." {
                isBehindPoint = true
            } else {
                digits.append(character)
                if !isBehindPoint { pointAfter += 1 }
            }
        }
        let leadingZeros = digits.prefix { $0 == "0" }.count
        digits.removeFirst(leadingZeros)
        while digits.hasSuffix("0") { digits.removeLast() }
        // The value is 0.digits × 10^point.
        let point = pointAfter - leadingZeros + exponent
        let count = digits.count
        if count <= point, point <= 21 {
            return digits + String(repeating: "0", count: point - count)
        }
        if 0 < point, point <= 21 {
            return digits.prefix(point) + "." + digits.dropFirst(point)
        }
        if -6 < point, point <= 0 {
            return "0." + String(repeating: "0", count: -point) + digits
        }
        let sign = point - 1 < 0 ? "-" : "+"
        let mantissa = count == 1 ? digits : digits.prefix(1) + "." + digits.dropFirst(1)
        return "\(mantissa)e\(sign)\((point - 1).magnitude)"
    }
}
