/// What a Package.swift declares, read from its text.
struct Manifest {
    struct Target {
        enum Kind: String {
            case library = "target"
            case executable = "executableTarget"
            case test = "testTarget"
            case system = "systemLibrary"
        }

        var kind: Kind
        var name: String
        var path: String
        /// Names of targets and products.
        var dependencies: [String]

        func contains(_ file: String) -> Bool { file.hasPrefix(path + "/") }
    }

    var targets: [Target]
    /// Packages that it depends on, as they are written.
    var packages: [String]

    /// Reads a manifest in the folder `folder`, "" for the root.
    init(_ text: String, folder: String) {
        let code = SwiftText(text, keepsStrings: true).code
        packages = Self.calls(of: [".package"], in: code).map(\.arguments)
        targets = Self.calls(of: [".target", ".executableTarget", ".testTarget", ".systemLibrary"], in: code)
            .compactMap { name, arguments in
                guard let kind = Target.Kind(rawValue: String(name.dropFirst())),
                    let title = Self.string(after: "name:", in: arguments),
                    let path = Self.string(after: "path:", in: Self.withoutLists(arguments))
                else { return nil }
                return Target(
                    kind: kind, name: title, path: folder.isEmpty ? path : "\(folder)/\(path)",
                    dependencies: Self.dependencies(in: arguments))
            }
    }

    /// Calls of these functions with the text between their brackets; calls inside of calls are part of the outer one.
    private static func calls(of names: [String], in code: String) -> [(name: String, arguments: String)] {
        var found: [(name: String, arguments: String)] = []
        var index = code.startIndex
        while index < code.endIndex {
            guard let name = names.first(where: { code[index...].hasPrefix($0 + "(") }) else {
                index = code.index(after: index)
                continue
            }
            let open = code.index(index, offsetBy: name.count)
            guard let close = closing(code, from: open, "(", ")") else { break }
            found.append((name, String(code[code.index(after: open)..<close])))
            index = close
        }
        return found
    }

    private static func closing(
        _ text: String, from open: String.Index, _ opening: Character, _ closing: Character
    ) -> String.Index? {
        var depth = 0
        var isString = false
        for index in text[open...].indices {
            if text[index] == "\"" { isString.toggle() }
            if isString { continue }
            if text[index] == opening { depth += 1 }
            if text[index] == closing {
                depth -= 1
                if depth == 0 { return index }
            }
        }
        return nil
    }

    private static func string(after label: String, in text: String) -> String? {
        guard let start = text.firstRange(of: label)?.upperBound else { return nil }
        let parts = text[start...].split(separator: "\"", maxSplits: 2, omittingEmptySubsequences: false)
        return parts.count == 3 ? String(parts[1]) : nil
    }

    /// The arguments without what stands in square brackets, where other `path:` and `name:` may stand.
    private static func withoutLists(_ text: String) -> String {
        var depth = 0
        return text.filter { character in
            if character == "[" { depth += 1 }
            if character == "]" { depth -= 1 }
            return depth == 0
        }
    }

    private static func dependencies(in arguments: String) -> [String] {
        guard let label = arguments.firstRange(of: "dependencies:"),
            let open = arguments[label.upperBound...].firstIndex(of: "["),
            let close = closing(arguments, from: open, "[", "]")
        else { return [] }
        let list = String(arguments[arguments.index(after: open)..<close])
        let products = calls(of: [".product", ".target"], in: list)
        var rest = list
        for product in products {
            if let range = rest.firstRange(of: product.arguments) { rest.removeSubrange(range) }
        }
        let plain = rest.split(separator: "\"", omittingEmptySubsequences: false).enumerated()
            .filter { $0.offset % 2 == 1 }.map { String($0.element) }
        return plain + products.compactMap { string(after: "name:", in: $0.arguments) }
    }
}
