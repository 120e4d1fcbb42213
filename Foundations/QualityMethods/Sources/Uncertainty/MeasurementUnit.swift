import Glibc

/// A unit of measurement: powers of the seven SI base units and a factor to them.
///
/// Degrees Celsius stand for temperature differences (1 K): an absolute temperature belongs into kelvin before it enters a
/// model. Angles, ratios, % and ppm have no dimension. Source: ISO 80000-1:2022; SI Brochure, 9th edition.
public struct MeasurementUnit: Hashable, Sendable {
    /// The powers of m, kg, s, A, K, mol, cd.
    public let powers: [Double]
    /// How many SI units one of these is.
    public let factor: Double

    /// The unit of numbers without dimension.
    public static let one = MeasurementUnit(powers: [0, 0, 0, 0, 0, 0, 0], factor: 1)

    init(powers: [Double], factor: Double) {
        // Roots of powers are rounded to twelfths, so that (m²)^½ is m.
        self.powers = powers.map { ($0 * 12).rounded() / 12 }
        self.factor = factor
    }

    /// Whether the powers are the same.
    public func isComparable(to other: MeasurementUnit) -> Bool { powers == other.powers }
    /// Whether there is no dimension.
    public var isNumber: Bool { powers.allSatisfy { $0 == 0 } }

    func multiplied(by other: MeasurementUnit) -> MeasurementUnit {
        MeasurementUnit(powers: zip(powers, other.powers).map { $0 + $1 }, factor: factor * other.factor)
    }
    func raised(to power: Double) -> MeasurementUnit {
        MeasurementUnit(powers: powers.map { $0 * power }, factor: pow(factor, power))
    }

    /// The powers in words, such as `m·kg·s^-2`; 1 for a number.
    public var baseDescription: String {
        let names = ["m", "kg", "s", "A", "K", "mol", "cd"]
        let parts = zip(names, powers).filter { $1 != 0 }.map { $1 == 1 ? $0 : "\($0)^\($1.plain)" }
        return parts.isEmpty ? "1" : parts.joined(separator: "·")
    }

    /// Reads a unit such as `kPa`, `m/s^2`, `µm/m` or `%`; at most 64 characters.
    public init(_ text: String) throws(ExpressionProblem) {
        guard text.count <= 64 else {
            throw ExpressionProblem(0, zh: "单位超过 64 个字符。", en: "The unit is longer than 64 characters.")
        }
        var result = MeasurementUnit.one
        var isDivided = false
        var symbol = ""
        var power = ""
        var isPower = false
        func apply(at position: Int) throws(ExpressionProblem) {
            guard !symbol.isEmpty else {
                throw ExpressionProblem(position, zh: "缺少单位符号。", en: "A unit symbol is missing.")
            }
            guard let unit = Self.named(symbol) else {
                throw ExpressionProblem(
                    position, zh: "不认识单位“\(symbol)”。", en: "The unit “\(symbol)” is not known.")
            }
            var exponent = 1.0
            if isPower {
                guard let value = Double(power), abs(value) <= 12 else {
                    throw ExpressionProblem(
                        position, zh: "单位的幂“\(power)”不是 -12 到 12 的数。",
                        en: "The power “\(power)” is not a number from -12 to 12."
                    )
                }
                exponent = value
            }
            result = result.multiplied(by: unit.raised(to: isDivided ? -exponent : exponent))
            (symbol, power, isPower) = ("", "", false)
        }
        var position = 0
        for character in text {
            position += 1
            switch character {
            case "*", "·", "⋅", "/":
                try apply(at: position)
                isDivided = character == "/"
            case "^": isPower = true
            case "²":
                isPower = true
                power = "2"
            case "³":
                isPower = true
                power = "3"
            case " ": continue
            default:
                if isPower { power.append(character) } else { symbol.append(character) }
            }
        }
        if text.isEmpty || text == "1" {
            self = .one
            return
        }
        try apply(at: position)
        self = result
    }

    private static let prefixes: [(String, Double)] = [
        ("Q", 1e30), ("R", 1e27), ("Y", 1e24), ("Z", 1e21), ("E", 1e18), ("P", 1e15), ("T", 1e12), ("G", 1e9),
        ("M", 1e6), ("k", 1e3), ("h", 1e2), ("da", 1e1), ("d", 1e-1), ("c", 1e-2), ("m", 1e-3), ("µ", 1e-6),
        ("μ", 1e-6), ("u", 1e-6), ("n", 1e-9), ("p", 1e-12), ("f", 1e-15), ("a", 1e-18), ("z", 1e-21), ("y", 1e-24),
    ]

    /// Units that take prefixes, with powers of m, kg, s, A, K, mol, cd.
    private static let prefixed: [String: ([Double], Double)] = [
        "m": ([1, 0, 0, 0, 0, 0, 0], 1), "g": ([0, 1, 0, 0, 0, 0, 0], 1e-3), "s": ([0, 0, 1, 0, 0, 0, 0], 1),
        "A": ([0, 0, 0, 1, 0, 0, 0], 1), "K": ([0, 0, 0, 0, 1, 0, 0], 1), "mol": ([0, 0, 0, 0, 0, 1, 0], 1),
        "cd": ([0, 0, 0, 0, 0, 0, 1], 1), "Hz": ([0, 0, -1, 0, 0, 0, 0], 1), "N": ([1, 1, -2, 0, 0, 0, 0], 1),
        "Pa": ([-1, 1, -2, 0, 0, 0, 0], 1), "J": ([2, 1, -2, 0, 0, 0, 0], 1), "W": ([2, 1, -3, 0, 0, 0, 0], 1),
        "C": ([0, 0, 1, 1, 0, 0, 0], 1), "V": ([2, 1, -3, -1, 0, 0, 0], 1), "F": ([-2, -1, 4, 2, 0, 0, 0], 1),
        "Ω": ([2, 1, -3, -2, 0, 0, 0], 1), "ohm": ([2, 1, -3, -2, 0, 0, 0], 1), "S": ([-2, -1, 3, 2, 0, 0, 0], 1),
        "Wb": ([2, 1, -2, -1, 0, 0, 0], 1), "T": ([0, 1, -2, -1, 0, 0, 0], 1), "H": ([2, 1, -2, -2, 0, 0, 0], 1),
        "lm": ([0, 0, 0, 0, 0, 0, 1], 1), "lx": ([-2, 0, 0, 0, 0, 0, 1], 1), "Bq": ([0, 0, -1, 0, 0, 0, 0], 1),
        "Gy": ([2, 0, -2, 0, 0, 0, 0], 1), "Sv": ([2, 0, -2, 0, 0, 0, 0], 1), "kat": ([0, 0, -1, 0, 0, 1, 0], 1),
        "L": ([3, 0, 0, 0, 0, 0, 0], 1e-3), "l": ([3, 0, 0, 0, 0, 0, 0], 1e-3), "bar": ([-1, 1, -2, 0, 0, 0, 0], 1e5),
        "eV": ([2, 1, -2, 0, 0, 0, 0], 1.602176634e-19), "rad": ([0, 0, 0, 0, 0, 0, 0], 1),
        "sr": ([0, 0, 0, 0, 0, 0, 0], 1), "t": ([0, 1, 0, 0, 0, 0, 0], 1e3),
    ]

    private static let plain: [String: ([Double], Double)] = [
        "degC": ([0, 0, 0, 0, 1, 0, 0], 1), "°C": ([0, 0, 0, 0, 1, 0, 0], 1), "℃": ([0, 0, 0, 0, 1, 0, 0], 1),
        "min": ([0, 0, 1, 0, 0, 0, 0], 60), "h": ([0, 0, 1, 0, 0, 0, 0], 3600), "d": ([0, 0, 1, 0, 0, 0, 0], 86400),
        "%": ([0, 0, 0, 0, 0, 0, 0], 1e-2), "ppm": ([0, 0, 0, 0, 0, 0, 0], 1e-6), "ppb": ([0, 0, 0, 0, 0, 0, 0], 1e-9),
        "°": ([0, 0, 0, 0, 0, 0, 0], 0.017453292519943295), "deg": ([0, 0, 0, 0, 0, 0, 0], 0.017453292519943295),
        "1": ([0, 0, 0, 0, 0, 0, 0], 1),
    ]

    private static func named(_ symbol: String) -> MeasurementUnit? {
        if let (powers, factor) = plain[symbol] ?? prefixed[symbol] {
            return MeasurementUnit(powers: powers, factor: factor)
        }
        for (prefix, scale) in prefixes where symbol.hasPrefix(prefix) {
            let rest = String(symbol.dropFirst(prefix.count))
            if let (powers, factor) = prefixed[rest] {
                // 10³ g is exactly 1 kg.
                return MeasurementUnit(powers: powers, factor: rest == "g" && prefix == "k" ? 1 : scale * factor)
            }
        }
        return nil
    }
}
