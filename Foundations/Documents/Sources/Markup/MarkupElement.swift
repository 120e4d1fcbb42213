/// The start of an XML element.
public struct MarkupElement: Hashable, Sendable {
    /// The namespace, empty when there is none.
    public let namespace: String
    /// The name without its prefix.
    public let name: String
    /// The attributes in document order, namespace declarations left out.
    public let attributes: [MarkupAttribute]
    /// The line on which the element starts, from 1.
    public let line: Int

    /// Makes an element.
    public init(namespace: String, name: String, attributes: [MarkupAttribute], line: Int) {
        self.namespace = namespace
        self.name = name
        self.attributes = attributes
        self.line = line
    }

    /// The value of an attribute, by default of one without a namespace.
    public func attribute(_ name: String, namespace: String = "") -> String? {
        attributes.first { $0.name == name && $0.namespace == namespace }?.value
    }
}

/// An attribute of an XML element.
public struct MarkupAttribute: Hashable, Sendable {
    /// The namespace, empty when the attribute has no prefix.
    public let namespace: String
    /// The name without its prefix.
    public let name: String
    /// The value with references resolved.
    public let value: String

    /// Makes an attribute.
    public init(namespace: String = "", name: String, value: String) {
        self.namespace = namespace
        self.name = name
        self.value = value
    }
}

/// An element with everything inside it.
public struct MarkupNode: Hashable, Sendable {
    /// One piece of the content.
    public enum Content: Hashable, Sendable {
        case element(MarkupNode)
        case text(String)
    }

    /// The start of the element.
    public let element: MarkupElement
    /// What is inside, in document order.
    public var content: [Content]

    /// Makes a node.
    public init(element: MarkupElement, content: [Content] = []) {
        self.element = element
        self.content = content
    }

    /// The elements directly inside.
    public var children: [MarkupNode] {
        content.compactMap { piece in
            if case .element(let node) = piece { node } else { nil }
        }
    }

    /// The text directly inside, child elements left out.
    public var text: String {
        content.reduce(into: "") { text, piece in
            if case .text(let part) = piece { text += part }
        }
    }
}
