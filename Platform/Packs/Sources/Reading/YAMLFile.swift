import Yams

/// Reads one YAML file into nodes with their places, refusing what packs do not use: anchors, aliases, tags, tabs.
///
/// Aliases are found before anything is built from them: every `*` is first replaced by a letter, so that no alias is
/// left and the rest keeps its places; what then begins where a `*` stood was an alias. A text that passes holds no
/// alias, so building it takes time and memory in proportion to its length.
struct YAMLFile {
    private let source: SourceText
    private let limits: PackLimits
    private let lines: [[Unicode.Scalar]]
    private var nodesLeft: Int

    /// The root of the file, or nil where the findings say why it cannot be read.
    static func read(_ source: SourceText, limits: PackLimits, _ findings: inout FindingList) -> YAMLNode? {
        var file = YAMLFile(source: source, limits: limits)
        return file.root(&findings)
    }

    private init(source: SourceText, limits: PackLimits) {
        self.source = source
        self.limits = limits
        nodesLeft = limits.nodes
        lines = source.text.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false).map(Array.init)
    }

    private mutating func root(_ findings: inout FindingList) -> YAMLNode? {
        guard !refusesTabs(&findings) else { return nil }
        if source.text.unicodeScalars.contains("*") {
            let neutral = lines.map { line in line.map { $0 == "*" ? "x" : $0 } }
            guard let composed = compose(neutral, &findings) else { return nil }
            guard !refusesIndicators(composed.node, &findings) else { return nil }
        }
        guard let composed = compose(lines, &findings) else { return nil }
        guard !refusesIndicators(composed.node, &findings) else { return nil }
        nodesLeft = limits.nodes
        return convert(composed.node, composed.duplicates, depth: 1, &findings)
    }

    private func place(_ mark: Mark?) -> PackPlace {
        guard let mark else { return PackPlace(file: source.file) }
        return PackPlace(file: source.file, line: min(mark.line, lines.count), column: mark.column)
    }

    private func scalar(at mark: Mark?) -> Unicode.Scalar? {
        guard let mark, lines.indices.contains(mark.line - 1) else { return nil }
        let line = lines[mark.line - 1]
        return line.indices.contains(mark.column - 1) ? line[mark.column - 1] : nil
    }

    // MARK: Before building

    private func refusesTabs(_ findings: inout FindingList) -> Bool {
        var found = false
        for (index, line) in lines.enumerated() {
            guard let tab = line.prefix(while: { $0 == " " || $0 == "\t" }).firstIndex(of: "\t") else { continue }
            guard line.contains(where: { $0 != " " && $0 != "\t" }) else { continue }
            findings.error("packs.yaml.tab", at: PackPlace(file: source.file, line: index + 1, column: tab + 1))
            found = true
        }
        return found
    }

    private mutating func refusesIndicators(_ root: Node, _ findings: inout FindingList) -> Bool {
        var found = false
        var waiting: [(node: Node, depth: Int)] = [(root, 1)]
        var left = limits.nodes
        while let (node, depth) = waiting.popLast() {
            left -= 1
            guard left >= 0 else {
                findings.error("packs.yaml.nodes", at: place(node.mark), ["limit": "\(limits.nodes)"])
                return true
            }
            guard depth <= limits.depth else {
                findings.error("packs.yaml.depth", at: place(node.mark), ["limit": "\(limits.depth)"])
                return true
            }
            let key: String? =
                switch scalar(at: node.mark) {
                case "*": "packs.yaml.alias"
                case "&": "packs.yaml.anchor"
                case "!": "packs.yaml.tag"
                default: nil
                }
            if let key {
                findings.error(key, at: place(node.mark))
                found = true
            }
            switch node {
            case .scalar, .alias: break
            case .sequence(let sequence): waiting += sequence.reversed().map { ($0, depth + 1) }
            case .mapping(let mapping):
                for (key, value) in mapping.reversed() {
                    waiting.append((value, depth + 1))
                    waiting.append((key, depth + 1))
                }
            }
        }
        return found
    }

    // MARK: Building

    private struct Composed {
        var node: Node
        /// The keys that were given another first character so that a mapping could be built, by that character.
        var duplicates: [Unicode.Scalar: String]
    }

    private static let duplicateLimit = 20

    /// Builds the nodes. Yams stops at a key that stands twice in a mapping; the first of them is then renamed with a
    /// character for private use, and built again, so that one reading finds all.
    private func compose(_ original: [[Unicode.Scalar]], _ findings: inout FindingList) -> Composed? {
        var lines = original
        var duplicates: [Unicode.Scalar: String] = [:]
        while true {
            var text = String.UnicodeScalarView()
            for (index, line) in lines.enumerated() {
                if index > 0 { text.append("\n") }
                text.append(contentsOf: line)
            }
            do {
                let parser = try Parser(yaml: String(text), resolver: .basic, encoding: .utf8)
                guard let node = try parser.singleRoot() else {
                    findings.error("packs.yaml.empty", at: PackPlace(file: source.file))
                    return nil
                }
                return Composed(node: node, duplicates: duplicates)
            } catch YamlError.duplicatedKeysInMapping(let names, let context) {
                let (line, column) = (context.mark.line - 1, context.mark.column - 1)
                guard let name = names.first, !name.isEmpty, duplicates.count < Self.duplicateLimit,
                    lines.indices.contains(line), lines[line].indices.contains(column),
                    let stand = Unicode.Scalar(0xE000 + UInt32(duplicates.count))
                else {
                    findings.error("packs.yaml.duplicate-keys", at: place(context.mark))
                    return nil
                }
                let isQuoted = lines[line][column] == "\"" || lines[line][column] == "'"
                let index = isQuoted ? column + 1 : column
                guard lines[line].indices.contains(index), !["!", "&", "|", ">", "?"].contains(lines[line][column])
                else {
                    findings.error("packs.yaml.duplicate-keys", at: place(context.mark))
                    return nil
                }
                lines[line][index] = stand
                duplicates[stand] = name
            } catch {
                findings.add(YAMLSyntax.finding(for: error, in: source, lineCount: lines.count))
                return nil
            }
        }
    }

    private mutating func convert(
        _ node: Node, _ duplicates: [Unicode.Scalar: String], depth: Int, _ findings: inout FindingList
    ) -> YAMLNode? {
        switch node {
        case .scalar(let scalar):
            return YAMLNode(value: .scalar(scalar.string, plain: scalar.style == .plain), place: place(scalar.mark))
        case .alias: return nil
        case .sequence(let sequence):
            var nodes: [YAMLNode] = []
            for element in sequence {
                guard let node = convert(element, duplicates, depth: depth + 1, &findings) else { return nil }
                nodes.append(node)
            }
            return YAMLNode(value: .sequence(nodes), place: place(sequence.mark))
        case .mapping(let mapping):
            var entries: [YAMLNode.Entry] = []
            var firstPlaces: [String: PackPlace] = [:]
            for (key, value) in mapping {
                guard let name = key.scalar?.string else {
                    findings.error("packs.yaml.key", at: place(key.mark))
                    return nil
                }
                let written = name.unicodeScalars.first.flatMap { duplicates[$0] } ?? name
                let keyPlace = place(key.mark)
                guard let converted = convert(value, duplicates, depth: depth + 1, &findings) else { return nil }
                if let first = firstPlaces[written] {
                    findings.error(
                        "packs.yaml.duplicate-key", at: keyPlace, ["key": written, "first": "\(first.line ?? 1)"])
                    continue
                }
                firstPlaces[written] = keyPlace
                let node = converted.isNull ? YAMLNode(value: converted.value, place: keyPlace) : converted
                entries.append(YAMLNode.Entry(key: written, keyPlace: keyPlace, value: node))
            }
            return YAMLNode(value: .mapping(entries), place: place(mapping.mark))
        }
    }
}
