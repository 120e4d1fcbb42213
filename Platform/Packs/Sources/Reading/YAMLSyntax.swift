import Yams

/// Tells a person what the YAML parser stumbled over, in the words of the string files.
enum YAMLSyntax {
    /// The finding for an error of the parser: its place is where the trouble begins, as far as the parser knows.
    static func finding(for error: any Error, in source: SourceText, lineCount: Int) -> PackFinding {
        func finding(_ key: String, _ mark: Mark?, _ arguments: [String: String] = [:]) -> PackFinding {
            let line = mark.map { min($0.line, lineCount) }
            return PackFinding(
                .error, key, at: PackPlace(file: source.file, line: line, column: mark?.column), arguments)
        }
        guard let error = error as? YamlError else {
            return finding("packs.yaml.syntax", nil, ["detail": String(describing: error)])
        }
        switch error {
        case .scanner(let context, let problem, let mark, _), .parser(let context, let problem, let mark, _),
            .composer(let context, let problem, let mark, _):
            if let known = knownProblems.first(where: { problem.contains($0.words) }) {
                return finding(known.key, known.beginsAtContext ? context?.mark ?? mark : mark)
            }
            return finding("packs.yaml.syntax", mark, ["detail": problem])
        case .reader(let problem, let offset, _, let text):
            let line = offset.map { text.prefix($0).count { $0 == "\n" } + 1 }
            return PackFinding(
                .error, "packs.yaml.syntax", at: PackPlace(file: source.file, line: line), ["detail": problem])
        case .no, .memory, .writer, .emitter, .representer, .dataCouldNotBeDecoded, .duplicatedKeysInMapping:
            return finding("packs.yaml.syntax", nil, ["detail": String(describing: error)])
        }
    }

    private static let knownProblems: [(words: String, key: String, beginsAtContext: Bool)] = [
        ("could not find expected ':'", "packs.yaml.no-colon", true),
        ("mapping values are not allowed", "packs.yaml.colon-in-text", false),
        ("did not find expected key", "packs.yaml.indentation", false),
        ("did not find expected '-' indicator", "packs.yaml.indentation", false),
        ("found unexpected end of stream", "packs.yaml.quote-not-closed", true),
        ("found unexpected document indicator", "packs.yaml.quote-not-closed", true),
        ("did not find expected ',' or ']'", "packs.yaml.list-not-closed", true),
        ("did not find expected ',' or '}'", "packs.yaml.braces-not-closed", true),
        ("cannot start any token", "packs.yaml.cannot-start", false),
        ("found undefined alias", "packs.yaml.alias", false),
        ("but found another document", "packs.yaml.documents", false),
        ("Maximum nesting level", "packs.yaml.nesting", false),
    ]
}
