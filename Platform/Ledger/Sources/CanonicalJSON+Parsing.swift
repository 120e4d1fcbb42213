extension CanonicalJSON {
    /// Reads JSON (RFC 8259), strictly: a key that stands twice in one object, a lone surrogate, a number that is not
    /// finite as a double, more than `depth` levels, and anything behind the value are refused.
    ///
    /// The text need not be canonical. Complexity: O(n).
    public init(parsing text: String, depth: Int = 64) throws(LedgerProblem) {
        var reader = JSONReader(bytes: Array(text.utf8), depth: depth)
        self = try reader.document()
    }
}

private struct JSONReader {
    let bytes: [UInt8]
    let depth: Int
    var offset = 0
    var level = 0

    init(bytes: [UInt8], depth: Int) {
        self.bytes = bytes
        self.depth = depth
    }

    mutating func document() throws(LedgerProblem) -> CanonicalJSON {
        let value = try value()
        skipSpace()
        guard offset == bytes.count else { throw fault("something stands behind the value") }
        return value
    }

    private mutating func value() throws(LedgerProblem) -> CanonicalJSON {
        skipSpace()
        switch peek {
        case UInt8(ascii: "{"): return try object()
        case UInt8(ascii: "["): return try array()
        case UInt8(ascii: "\""): return .string(try string())
        case UInt8(ascii: "t"): return try word("true", .bool(true))
        case UInt8(ascii: "f"): return try word("false", .bool(false))
        case UInt8(ascii: "n"): return try word("null", .null)
        case nil: throw fault("the text ends where a value should be")
        default: return try number()
        }
    }

    private mutating func object() throws(LedgerProblem) -> CanonicalJSON {
        try enter()
        var members: [String: CanonicalJSON] = [:]
        skipSpace()
        if take("}") {
            level -= 1
            return .object(members)
        }
        while true {
            skipSpace()
            guard peek == UInt8(ascii: "\"") else { throw fault("a key should stand here") }
            let key = try string()
            guard members[key] == nil else { throw fault("a key stands twice in one object") }
            skipSpace()
            guard take(":") else { throw fault("a colon should stand here") }
            members[key] = try value()
            skipSpace()
            if take(",") { continue }
            guard take("}") else { throw fault("a comma or } should stand here") }
            level -= 1
            return .object(members)
        }
    }

    private mutating func array() throws(LedgerProblem) -> CanonicalJSON {
        try enter()
        var elements: [CanonicalJSON] = []
        skipSpace()
        if take("]") {
            level -= 1
            return .array(elements)
        }
        while true {
            elements.append(try value())
            skipSpace()
            if take(",") { continue }
            guard take("]") else { throw fault("a comma or ] should stand here") }
            level -= 1
            return .array(elements)
        }
    }

    private mutating func string() throws(LedgerProblem) -> String {
        offset += 1
        var text: [UInt8] = []
        while let byte = peek {
            offset += 1
            switch byte {
            case UInt8(ascii: "\""): return String(decoding: text, as: UTF8.self)
            case UInt8(ascii: "\\"): text += try escape().utf8
            case 0..<0x20: throw fault("a control character must be escaped")
            default: text.append(byte)
            }
        }
        throw fault("a string does not end")
    }

    private mutating func escape() throws(LedgerProblem) -> String {
        guard let byte = peek else { throw fault("a string does not end") }
        offset += 1
        switch byte {
        case UInt8(ascii: "\""): return "\""
        case UInt8(ascii: "\\"): return "\\"
        case UInt8(ascii: "/"): return "/"
        case UInt8(ascii: "b"): return "\u{8}"
        case UInt8(ascii: "f"): return "\u{C}"
        case UInt8(ascii: "n"): return "\n"
        case UInt8(ascii: "r"): return "\r"
        case UInt8(ascii: "t"): return "\t"
        case UInt8(ascii: "u"):
            var code = try fourDigits()
            if (0xD800..<0xDC00).contains(code), take("\\"), take("u") {
                let low = try fourDigits()
                guard (0xDC00..<0xE000).contains(low) else { throw fault("half of a surrogate pair stands alone") }
                code = 0x10000 + (code - 0xD800) << 10 + (low - 0xDC00)
            }
            guard let scalar = Unicode.Scalar(code) else { throw fault("half of a surrogate pair stands alone") }
            return String(Character(scalar))
        default: throw fault("there is no such escape")
        }
    }

    private mutating func fourDigits() throws(LedgerProblem) -> UInt32 {
        var code: UInt32 = 0
        for _ in 0..<4 {
            guard let byte = peek, let digit = Character(Unicode.Scalar(byte)).hexDigitValue else {
                throw fault("four hexadecimal digits should stand here")
            }
            code = code << 4 | UInt32(digit)
            offset += 1
        }
        return code
    }

    private mutating func number() throws(LedgerProblem) -> CanonicalJSON {
        let start = offset
        _ = take("-")
        if !take("0") { guard skipDigits() > 0 else { throw fault("a value should stand here") } }
        if take(".") { guard skipDigits() > 0 else { throw fault("digits should stand behind the point") } }
        if take("e") || take("E") {
            if !take("+") { _ = take("-") }
            guard skipDigits() > 0 else { throw fault("digits should stand in the exponent") }
        }
        guard let value = Double(String(decoding: bytes[start..<offset], as: UTF8.self)), value.isFinite else {
            throw fault("the number is too great")
        }
        return .number(value)
    }

    private mutating func word(_ word: String, _ value: CanonicalJSON) throws(LedgerProblem) -> CanonicalJSON {
        guard bytes[offset...].starts(with: word.utf8) else { throw fault("a value should stand here") }
        offset += word.utf8.count
        return value
    }

    private mutating func enter() throws(LedgerProblem) {
        offset += 1
        level += 1
        guard level <= depth else { throw fault("more than \(depth) levels") }
    }

    private var peek: UInt8? { offset < bytes.count ? bytes[offset] : nil }

    private mutating func take(_ character: Unicode.Scalar) -> Bool {
        guard peek == UInt8(ascii: character) else { return false }
        offset += 1
        return true
    }

    private mutating func skipDigits() -> Int {
        let start = offset
        while let byte = peek, (48...57).contains(byte) { offset += 1 }
        return offset - start
    }

    private mutating func skipSpace() {
        while let byte = peek, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 { offset += 1 }
    }

    private func fault(_ reason: String) -> LedgerProblem { .badJSON(offset: offset, reason: reason) }
}
