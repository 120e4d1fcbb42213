import CLibXML2
import Glibc

/// One step of a walk through an XML document.
public enum MarkupEvent: Hashable, Sendable {
    /// An element starts.
    case start(MarkupElement)
    /// The element that started last and has not ended ends.
    case end
    /// A piece of text; neighbouring pieces belong together.
    case text(String)
}

/// Walks through an XML document held in memory, within limits, through libxml2's text reader.
///
/// A DOCTYPE is an error, so there are no entities but the five of XML; nothing is fetched, from the network or from
/// disk. Read are UTF-8, and UTF-16 with a byte order mark. Namespaces are resolved, comments and processing
/// instructions left out.
///
/// ```swift
/// var reader = try MarkupReader(bytes, part: "certificate.xml")
/// while let event = try reader.next() { … }
/// ```
public struct MarkupReader: ~Copyable {
    /// The name that errors carry.
    public let part: String
    /// How many elements are open.
    public private(set) var depth = 0

    private let limits: MarkupLimits
    private let reader: xmlTextReaderPtr
    private let buffer: UnsafeMutablePointer<CChar>
    private let failure: UnsafeMutablePointer<ParseFailure>
    private var owesEnd = false
    // libxml2 keeps each name once for the life of the reader, so its address stands for it.
    private var names: [UnsafePointer<UInt8>: String] = [:]

    private struct ParseFailure {
        var line = 0
        var detail: String?
    }

    private static let initialised: Void = xmlInitParser()

    /// Opens a document.
    ///
    /// - Throws: `DocumentProblem.overLimit`, `.documentType`, `.tooManyAttributes`, `.unsupportedMarkupEncoding`, or
    ///   `.malformedMarkup` for an empty document.
    public init(_ bytes: [UInt8], part: String, limits: MarkupLimits = MarkupLimits()) throws(DocumentProblem) {
        guard bytes.count <= limits.bytes, bytes.count < Int(Int32.max) else {
            throw .overLimit(.bytes, limit: limits.bytes, place: part)
        }
        let bytes = try Self.asUTF8(bytes, part: part)
        guard !bytes.isEmpty else { throw .malformedMarkup(part: part, line: 1, detail: "empty document") }
        try MarkupGuard.check(bytes, part: part, limits: limits)
        _ = Self.initialised
        // The reader keeps the address of its input, so the bytes must stay where they are until it is freed.
        let buffer = UnsafeMutablePointer<CChar>.allocate(capacity: bytes.count)
        for (index, byte) in bytes.enumerated() { buffer[index] = CChar(bitPattern: byte) }
        let options = XML_PARSE_NONET.rawValue | XML_PARSE_NOCDATA.rawValue | XML_PARSE_BIG_LINES.rawValue
        guard let reader = xmlReaderForMemory(buffer, Int32(bytes.count), nil, "UTF-8", Int32(options)) else {
            buffer.deallocate()
            throw .malformedMarkup(part: part, line: 1, detail: "the parser cannot be opened")
        }
        let failure = UnsafeMutablePointer<ParseFailure>.allocate(capacity: 1)
        failure.initialize(to: ParseFailure())
        xmlTextReaderSetStructuredErrorHandler(
            reader,
            { context, error in
                guard let failure = context?.assumingMemoryBound(to: ParseFailure.self), let error,
                    error.pointee.level.rawValue >= XML_ERR_ERROR.rawValue, failure.pointee.detail == nil
                else { return }
                let message = error.pointee.message.map { String(cString: $0) } ?? "unknown error"
                failure.pointee.line = Int(error.pointee.line)
                failure.pointee.detail = String(message.prefix(200).filter { $0 != "\n" })
            }, failure)
        self.part = part
        self.limits = limits
        self.reader = reader
        self.buffer = buffer
        self.failure = failure
    }

    deinit {
        xmlFreeTextReader(reader)
        failure.deinitialize(count: 1)
        failure.deallocate()
        buffer.deallocate()
    }

    /// The next step, or nil after the end of the document.
    ///
    /// - Throws: `DocumentProblem`, one of the markup cases. After an error the reader must not be used again.
    public mutating func next() throws(DocumentProblem) -> MarkupEvent? {
        if owesEnd {
            owesEnd = false
            depth -= 1
            return .end
        }
        while true {
            let status = xmlTextReaderRead(reader)
            if let detail = failure.pointee.detail {
                throw .malformedMarkup(part: part, line: max(failure.pointee.line, 1), detail: detail)
            }
            guard status >= 0 else { throw .malformedMarkup(part: part, line: line, detail: "cut short") }
            guard status == 1 else { return nil }
            switch UInt32(bitPattern: xmlTextReaderNodeType(reader)) {
            case XML_READER_TYPE_ELEMENT.rawValue:
                return .start(try element())
            case XML_READER_TYPE_END_ELEMENT.rawValue:
                depth -= 1
                return .end
            case XML_READER_TYPE_TEXT.rawValue, XML_READER_TYPE_CDATA.rawValue, XML_READER_TYPE_WHITESPACE.rawValue,
                XML_READER_TYPE_SIGNIFICANT_WHITESPACE.rawValue:
                return .text(try value())
            case XML_READER_TYPE_DOCUMENT_TYPE.rawValue, XML_READER_TYPE_ENTITY_REFERENCE.rawValue,
                XML_READER_TYPE_ENTITY.rawValue:
                throw .documentType(part: part, line: line)
            default:
                continue
            }
        }
    }

    /// Everything inside an element that has just started, as a tree; the reader then stands behind its end.
    ///
    /// - Throws: as `next()`.
    public mutating func subtree(of element: MarkupElement) throws(DocumentProblem) -> MarkupNode {
        var path = [MarkupNode(element: element)]
        while let event = try next() {
            switch event {
            case .start(let child):
                path.append(MarkupNode(element: child))
            case .text(let text):
                path[path.count - 1].content.append(.text(text))
            case .end:
                let finished = path.removeLast()
                guard !path.isEmpty else { return finished }
                path[path.count - 1].content.append(.element(finished))
            }
        }
        throw .malformedMarkup(part: part, line: line, detail: "cut short")
    }

    /// Passes over everything inside an element that has just started.
    ///
    /// - Throws: as `next()`.
    public mutating func skip() throws(DocumentProblem) {
        let outside = depth - 1
        while depth > outside {
            guard try next() != nil else { throw .malformedMarkup(part: part, line: line, detail: "cut short") }
        }
    }

    private var line: Int { max(Int(xmlTextReaderGetParserLineNumber(reader)), 1) }

    private mutating func element() throws(DocumentProblem) -> MarkupElement {
        let startLine = xmlTextReaderCurrentNode(reader).map { Int(xmlGetLineNo($0)) } ?? line
        depth += 1
        guard depth <= limits.depth else {
            throw .nestingTooDeep(part: part, line: startLine, limit: limits.depth)
        }
        let namespace = name(xmlTextReaderConstNamespaceUri(reader))
        let local = name(xmlTextReaderConstLocalName(reader))
        owesEnd = xmlTextReaderIsEmptyElement(reader) == 1
        var attributes: [MarkupAttribute] = []
        while xmlTextReaderMoveToNextAttribute(reader) == 1 {
            guard xmlTextReaderIsNamespaceDecl(reader) != 1 else { continue }
            attributes.append(
                MarkupAttribute(
                    namespace: name(xmlTextReaderConstNamespaceUri(reader)),
                    name: name(xmlTextReaderConstLocalName(reader)), value: try value()))
        }
        return MarkupElement(namespace: namespace, name: local, attributes: attributes, line: startLine)
    }

    private mutating func name(_ pointer: UnsafePointer<UInt8>?) -> String {
        guard let pointer else { return "" }
        if let known = names[pointer] { return known }
        let text = String(cString: pointer)
        names[pointer] = text
        return text
    }

    private func value() throws(DocumentProblem) -> String {
        guard let pointer = xmlTextReaderConstValue(reader) else { return "" }
        let text = String(cString: pointer)
        guard text.utf8.count <= limits.textLength else {
            throw .textTooLong(part: part, line: line, limit: limits.textLength)
        }
        return text
    }

    private static func asUTF8(_ bytes: [UInt8], part: String) throws(DocumentProblem) -> [UInt8] {
        if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) {
            return Array(try TextDecoder(limit: bytes.count).decode(bytes).text.utf8)
        }
        let body = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(bytes[3...]) : bytes
        // A NUL near the start is UTF-16 or UTF-32 without a mark, in which a DOCTYPE would look different.
        guard !body.prefix(4).contains(0) else {
            throw .unsupportedMarkupEncoding(part: part, encoding: "UTF-16/32")
        }
        let declaration = String(decoding: body.prefix(200).prefix { $0 != UInt8(ascii: ">") }, as: UTF8.self)
        if declaration.hasPrefix("<?xml"), let encoding = Self.declaredEncoding(declaration),
            !["utf-8", "us-ascii"].contains(encoding.lowercased())
        {
            throw .unsupportedMarkupEncoding(part: part, encoding: encoding)
        }
        return body
    }

    private static func declaredEncoding(_ declaration: String) -> String? {
        guard let range = declaration.firstRange(of: "encoding") else { return nil }
        let rest = declaration[range.upperBound...].drop { $0 == " " || $0 == "=" || $0 == "\t" }
        guard let quote = rest.first, quote == "\"" || quote == "'" else { return nil }
        return String(rest.dropFirst().prefix { $0 != quote })
    }
}
