/// Gathers findings up to a limit, so that a hopeless file does not drown its own first mistake.
struct FindingList {
    private(set) var findings: [PackFinding] = []
    private(set) var hasErrors = false
    private var left: Int
    private var fileRanks: [String: Int] = [:]

    init(limit: Int) {
        left = limit
    }

    mutating func error(_ key: String, at place: PackPlace, _ arguments: [String: String] = [:]) {
        add(PackFinding(.error, key, at: place, arguments))
    }

    mutating func warning(_ key: String, at place: PackPlace, _ arguments: [String: String] = [:]) {
        add(PackFinding(.warning, key, at: place, arguments))
    }

    mutating func add(_ finding: PackFinding) {
        hasErrors = hasErrors || finding.severity == .error
        left -= 1
        if left >= 0 {
            findings.append(finding)
        } else if left == -1 {
            findings.append(PackFinding(finding.severity, "packs.too-many-findings", at: finding.place))
        }
    }

    /// Notes that a file is being read, so that its findings stand in the order of reading.
    mutating func open(_ file: String) {
        if fileRanks[file] == nil { fileRanks[file] = fileRanks.count }
    }

    var sorted: [PackFinding] {
        func rank(_ finding: PackFinding) -> (Int, String, Int, Int) {
            let place = finding.place
            return (fileRanks[place.file] ?? Int.max, place.file, place.line ?? 0, place.column ?? 0)
        }
        // A stable sort: findings at one place keep the order in which they were made.
        return findings.enumerated()
            .sorted { left, right in
                let (leftRank, rightRank) = (rank(left.element), rank(right.element))
                return leftRank == rightRank ? left.offset < right.offset : leftRank < rightRank
            }
            .map(\.element)
    }
}
