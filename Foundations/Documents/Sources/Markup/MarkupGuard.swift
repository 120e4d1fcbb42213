/// A first pass over the bytes of an XML document that refuses what must never reach the parser.
///
/// It looks for a DOCTYPE, whose entities can grow without bound, and counts attributes of an element, which libxml2
/// compares pairwise. Well-formedness is left to the parser: for a malformed document any answer here is fine as long
/// as it refuses no well-formed one. Linear in the number of bytes.
struct MarkupGuard {
    private let bytes: UnsafeBufferPointer<UInt8>
    private let part: String
    private let limits: MarkupLimits
    private var index = 0
    private var line = 1

    static func check(_ bytes: [UInt8], part: String, limits: MarkupLimits) throws(DocumentProblem) {
        let result: Result<Void, DocumentProblem> = bytes.withUnsafeBufferPointer { buffer in
            var check = MarkupGuard(bytes: buffer, part: part, limits: limits)
            do throws(DocumentProblem) {
                return .success(try check.run())
            } catch {
                return .failure(error)
            }
        }
        try result.get()
    }

    private init(bytes: UnsafeBufferPointer<UInt8>, part: String, limits: MarkupLimits) {
        self.bytes = bytes
        self.part = part
        self.limits = limits
    }

    private mutating func run() throws(DocumentProblem) {
        while index < bytes.count {
            let byte = bytes[index]
            if byte == UInt8(ascii: "\n") { line += 1 }
            guard byte == UInt8(ascii: "<") else {
                index += 1
                continue
            }
            if starts(with: "<!--") {
                skip(past: "-->", from: 4)
            } else if starts(with: "<![CDATA[") {
                skip(past: "]]>", from: 9)
            } else if starts(with: "<?") {
                skip(past: "?>", from: 2)
            } else if starts(with: "<!") {
                throw .documentType(part: part, line: line)
            } else {
                try passTag()
            }
        }
    }

    private mutating func passTag() throws(DocumentProblem) {
        index += 1
        let startLine = line
        var attributes = 0
        var quote: UInt8?
        while index < bytes.count {
            let byte = bytes[index]
            index += 1
            if byte == UInt8(ascii: "\n") { line += 1 }
            if let open = quote {
                if byte == open { quote = nil }
            } else if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
                quote = byte
                attributes += 1
                guard attributes <= limits.attributes else {
                    throw .tooManyAttributes(part: part, line: startLine, limit: limits.attributes)
                }
            } else if byte == UInt8(ascii: ">") {
                return
            }
        }
    }

    private func starts(with text: StaticString, at offset: Int = 0) -> Bool {
        guard index + offset + text.utf8CodeUnitCount <= bytes.count else { return false }
        for place in 0..<text.utf8CodeUnitCount
        where bytes[index + offset + place] != text.utf8Start[place] {
            return false
        }
        return true
    }

    private mutating func skip(past end: StaticString, from offset: Int) {
        index += offset
        while index < bytes.count {
            if starts(with: end) {
                index += end.utf8CodeUnitCount
                return
            }
            if bytes[index] == UInt8(ascii: "\n") { line += 1 }
            index += 1
        }
    }
}
