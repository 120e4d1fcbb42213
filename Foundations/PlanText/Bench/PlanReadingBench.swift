import PlanText

/// Times the plan reader on one megabyte of plan and prints the median of seven runs.
///
/// There is no peer that does this work, so the figure stands against the goal of half a second.
@main
struct PlanReadingBench {
    static func main() throws {
        let text = SyntheticPlan.text(bytes: 1_000_000)
        let clock = ContinuousClock()
        var seconds: [Double] = []
        var clauses = 0
        for _ in 0..<7 {
            let start = clock.now
            let plan = try PlanReader.read(text).plan
            let elapsed = clock.now - start
            clauses = plan.items.reduce(0) { $0 + $1.clauses.count }
            seconds.append(
                Double(elapsed.components.seconds) + Double(elapsed.components.attoseconds) / 1_000_000_000_000_000_000)
        }
        seconds.sort()
        print(
            """
            plan reading: \(text.utf8.count) bytes, \(clauses) clauses, runs \(seconds.count)
              minimum \(milliseconds(seconds[0])) ms  median \(milliseconds(seconds[3])) ms  maximum \(milliseconds(seconds[6])) ms
            """)
    }

    private static func milliseconds(_ seconds: Double) -> Double { (seconds * 10_000).rounded() / 10 }
}
