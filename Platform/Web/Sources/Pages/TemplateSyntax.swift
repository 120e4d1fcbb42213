/// A template read into its tags, for checks only; swift-mustache renders it.
struct TemplateSyntax: Sendable {
    indirect enum Node: Sendable {
        case variable(String)
        case section(String, isInverted: Bool, [Node])
        case partial(String)
    }

    let nodes: [Node]

    /// Reads the tags. Throws a fault where a section is not closed, or closed twice.
    init(_ source: String) throws {
        var stack: [(name: String, isInverted: Bool, nodes: [Node])] = [("", false, [])]
        var rest = source[...]
        while let open = rest.firstRange(of: "{{") {
            rest = rest[open.upperBound...]
            let isTriple = rest.first == "{"
            guard let close = rest.firstRange(of: isTriple ? "}}}" : "}}") else {
                throw StringFiles.Fault(description: "a tag is not closed")
            }
            var tag = rest[..<close.lowerBound]
            rest = rest[close.upperBound...]
            if isTriple { tag = tag.dropFirst() }
            let sign = tag.first
            let name = String(tag.drop { "#^/>&!%".contains($0) }).filter { $0 != " " }
            switch sign {
            case "!", "%": continue
            case "#", "^": stack.append((name, sign == "^", []))
            case ">": stack[stack.count - 1].nodes.append(.partial(name))
            case "/":
                guard stack.count > 1, let section = stack.popLast(), section.name == name else {
                    throw StringFiles.Fault(description: "{{/\(name)}} closes nothing")
                }
                stack[stack.count - 1].nodes.append(
                    .section(section.name, isInverted: section.isInverted, section.nodes))
            default: stack[stack.count - 1].nodes.append(.variable(name))
            }
        }
        guard stack.count == 1 else {
            throw StringFiles.Fault(description: "{{#\(stack[stack.count - 1].name)}} is not closed")
        }
        nodes = stack[0].nodes
    }
}
