/// One row of the bench: how its data are read, and the work that is timed.
struct BenchRow: Sendable {
    /// The timed work; what it returns makes the numbers that are compared, outside the clock.
    typealias Work = () throws -> () -> [Double]

    /// The name, the same on all sides.
    let name: String
    /// Reads the data and returns the work.
    let prepare: @Sendable (BenchData, Int) throws -> Work

    init(_ name: String, _ prepare: @escaping @Sendable (BenchData, Int) throws -> Work) {
        self.name = name
        self.prepare = prepare
    }

    /// All rows.
    static let all: [BenchRow] = charts + lots + measurements + lives
}
