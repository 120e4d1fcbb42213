import Kernel
import QualityMethods

/// Methods as text for people: the list, one method, the explanation of an outcome.
struct MethodOutline {
    let output: CommandOutput
    private let language: MethodLanguage

    init(_ output: CommandOutput) {
        self.output = output
        language = output.language == .en ? .en : .zhHans
    }

    /// Families with their methods: name, title, standard.
    func text(of catalogue: MethodCatalogue) -> String {
        guard !catalogue.families.isEmpty else { return output.text("server.method.none") }
        let width = catalogue.methods.map { $0.name.count }.max() ?? 0
        return catalogue.families.map { family in
            ([family.title(language)]
                + family.methods.map {
                    "  \(padded($0.name, width))  \($0.title(language))  [\($0.standard)]"
                }).joined(separator: "\n")
        }.joined(separator: "\n\n")
    }

    /// One method: title, standard, version, formula, limits, inputs, outputs.
    func text(of method: any QualityMethod.Type) -> String {
        var lines = [
            "\(method.name)  \(method.title(language))",
            output.text("server.method.standard", ["standard": method.standard, "version": String(method.version)]),
        ]
        section("formula", method.note.formula, &lines)
        section("limits", method.note.limits.map { $0(language) }, &lines)
        section("inputs", method.inputs.flatMap { text(of: $0) }, &lines)
        section(
            "outputs",
            method.outputs.map { "\($0.name)  \($0.shape.words(language))\(unit($0.unit))  \($0.help(language))" },
            &lines)
        return lines.joined(separator: "\n")
    }

    /// How an outcome came about, and what a reader must know.
    func text(of outcome: MethodOutcome) -> String {
        ([outcome.explanation.explain(language)]
            + outcome.warnings.map { output.text("server.method.warning", ["text": $0(language)]) })
            .joined(separator: "\n")
    }

    private func section(_ key: String, _ content: [String], _ lines: inout [String]) {
        guard !content.isEmpty else { return }
        lines += ["", output.text("server.method.\(key)")] + content.map { "  \($0)" }
    }

    private func text(of field: InputField) -> [String] {
        var words = [field.shape.words(language)]
        if field.shape.isNumeric, field.rule != .finite { words.append(field.rule.words(language)) }
        if let value = field.defaultValue {
            words.append(output.text("server.method.default", ["value": value.json()]))
        } else {
            words.append(output.text(field.isOptional ? "server.method.optional" : "server.method.required"))
        }
        let separator = language == .en ? "; " : "；"
        return [
            "\(field.name)  \(words.joined(separator: separator))\(unit(field.unit))", "    \(field.help(language))",
        ]
            + field.members.flatMap { text(of: $0) }.map { "    \($0)" }
    }

    private func unit(_ unit: String) -> String { unit.isEmpty ? "" : " [\(unit)]" }

    private func padded(_ text: String, _ width: Int) -> String {
        text + String(repeating: " ", count: max(0, width - text.count))
    }
}
