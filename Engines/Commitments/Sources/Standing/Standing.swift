/// Where a commitment stands on a day: one of seven states and no more.
///
/// The order of the cases is from quiet to loud: pages sort by it.
public enum Standing: String, Sendable, Codable, CaseIterable, Hashable {
    case finished
    case finishedLate = "finished-late"
    case suspended
    case notStarted = "not-started"
    case onPath = "on-path"
    case atRisk = "at-risk"
    case late

    /// Whether nothing more has to be done.
    public var isFinished: Bool { self == .finished || self == .finishedLate }

    /// The state of a whole from the states of its parts, nil where there are none.
    ///
    /// - late where one part is late; else at risk where one is at risk;
    /// - finished where all that is not suspended is finished, finished late where one of those was late;
    /// - suspended where all parts are; not started where no part that counts has started; else on path.
    public static func whole(of parts: some Collection<Standing>) -> Standing? {
        guard !parts.isEmpty else { return nil }
        if parts.contains(.late) { return .late }
        if parts.contains(.atRisk) { return .atRisk }
        let counting = parts.filter { $0 != .suspended }
        if counting.isEmpty { return .suspended }
        if counting.allSatisfy(\.isFinished) { return counting.contains(.finishedLate) ? .finishedLate : .finished }
        if counting.allSatisfy({ $0 == .notStarted }) { return .notStarted }
        return .onPath
    }
}
