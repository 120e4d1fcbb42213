import Foundation

/// A table made by Reference/make_reference.py.
struct ReferenceTable: Decodable {
    /// One row: parameters, argument, and six values of which some are missing.
    struct Row: Decodable {
        var parameters: [Double]
        var argument: Double
        var values: [Double?]

        init(from decoder: Decoder) throws {
            var container = try decoder.unkeyedContainer()
            parameters = try container.decode([Double].self)
            argument = try container.decode(Double.self)
            values = []
            while !container.isAtEnd { values.append(try container.decode(Double?.self)) }
        }
    }

    var rows: [Row]
    var quantiles: [Row]

    /// Reads the table of a distribution.
    static func load(_ name: String) throws -> ReferenceTable {
        try JSONDecoder().decode(ReferenceTable.self, from: data(name))
    }

    static func data(_ name: String) throws -> Data {
        let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("Reference")
        return try Data(contentsOf: folder.appendingPathComponent("\(name).json"))
    }
}

/// The worst relative error of one function and where it is.
struct WorstError {
    private(set) var error = 0.0
    private(set) var place = "-"
    private(set) var count = 0

    /// Compares one value relative to its size, or to `least` where it is smaller than that (a log density near 0 has no
    /// relative precision: its error is that of the density).
    mutating func compare(
        _ got: Double, _ wanted: Double, least: Double = 0, at place: @autoclosure () -> String
    ) {
        count += 1
        let scale = max(abs(wanted), least)
        let difference = scale == 0 ? abs(got) : abs(got - wanted) / scale
        let measured = got == wanted ? 0 : difference.isNaN ? .infinity : difference
        if measured > error {
            error = measured
            self.place = "\(place()): got \(got), reference \(wanted)"
        }
    }
}

/// Prints one line of the error table in the README's form.
func report(_ name: String, _ function: String, _ worst: WorstError) {
    let error = String(format: "%.1e", worst.error)
    print("| \(name) | \(function) | \(worst.count) | \(error) | \(worst.place) |")
}
