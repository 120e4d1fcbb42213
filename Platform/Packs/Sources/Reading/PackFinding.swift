import Kernel

/// One thing that is wrong or doubtful in a pack: where, what, and how to mend it.
///
/// The words live in the string files under ``key``; ``arguments`` fill them.
public struct PackFinding: Sendable, Equatable {
    public enum Severity: String, Sendable, Codable, CaseIterable {
        /// The pack cannot be loaded before this is mended.
        case error
        /// The pack can be loaded; somebody should look.
        case warning
    }

    public var severity: Severity
    public var place: PackPlace
    public var key: String
    public var arguments: [String: String]

    public init(_ severity: Severity, _ key: String, at place: PackPlace, _ arguments: [String: String] = [:]) {
        self.severity = severity
        self.place = place
        self.key = key
        self.arguments = arguments
    }

    /// What Heng proposes instead of what is written, where it has a proposal.
    public var suggestion: String? { arguments["suggestion"] }

    /// The finding as a problem of Kernel, for the places that show problems.
    public var problem: Problem {
        Problem(.badInput, key, arguments, at: .file(place.file, line: place.line))
    }

    /// What is wrong and how to mend it, without the place.
    public func message(_ language: Language, from catalogue: StringCatalogue) -> String {
        catalogue.text(key, language, arguments)
    }

    /// `file:line: error: what, and how to mend it`.
    public func text(_ language: Language, from catalogue: StringCatalogue) -> String {
        let line = place.line.map { ":\($0)" } ?? ""
        let severity = catalogue.text("packs.severity.\(severity.rawValue)", language)
        return catalogue.text(
            "packs.finding", language,
            ["place": place.file + line, "severity": severity, "message": message(language, from: catalogue)])
    }
}
