extension MethodValue {
    /// The deepest nesting of lists and objects that is read.
    public static let depthLimit = 64

    /// Reads a value from JSON (RFC 8259), strictly.
    ///
    /// Refused, with line and column: names that occur twice in an object, nesting deeper than `depthLimit`, numbers too
    /// large for a double, unpaired surrogates, bytes that are not UTF-8, and anything after the value. A byte order mark
    /// at the start is skipped. A number without fraction and exponent that fits is an integer. Time and memory are
    /// proportional to the length.
    public init(json text: String) throws(MethodProblem) {
        try self.init(json: Array(text.utf8))
    }

    /// Reads a value from the bytes of a JSON text.
    public init(json bytes: [UInt8]) throws(MethodProblem) {
        var reader = JSONReader(bytes)
        self = try reader.document()
    }
}

/// A recursive-descent reader of JSON over bytes, with a limit on depth.
private struct JSONReader {
    private let bytes: [UInt8]
    private var position = 0

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { position = 3 }
    }

    mutating func document() throws(MethodProblem) -> MethodValue {
        let value = try value(depth: 0)
        skipSpaces()
        guard position == bytes.count else { throw problem("数据结束后还有内容", "there is text after the value") }
        return value
    }

    private var current: UInt8? { position < bytes.count ? bytes[position] : nil }

    private mutating func skipSpaces() {
        while let byte = current, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 { position += 1 }
    }

    private mutating func value(depth: Int) throws(MethodProblem) -> MethodValue {
        skipSpaces()
        guard depth <= MethodValue.depthLimit else {
            throw problem(
                "嵌套超过 \(MethodValue.depthLimit) 层", "lists and objects nest deeper than \(MethodValue.depthLimit)")
        }
        switch current {
        case UInt8(ascii: "{"): return try object(depth: depth)
        case UInt8(ascii: "["): return try list(depth: depth)
        case UInt8(ascii: "\""): return .text(try text())
        case UInt8(ascii: "t"): return try word("true", .boolean(true))
        case UInt8(ascii: "f"): return try word("false", .boolean(false))
        case UInt8(ascii: "n"): return try word("null", .null)
        case .some(let byte) where byte == UInt8(ascii: "-") || (0x30...0x39).contains(byte): return try number()
        case .some:
            guard String(validating: bytes, as: UTF8.self) != nil else {
                throw problem("数据不是 UTF-8 编码，应另存为 UTF-8", "the bytes are not UTF-8: save the text as UTF-8")
            }
            throw problem("此处应为一个值", "a value is expected here")
        case nil: throw problem("数据未写完", "the text ends before the value does")
        }
    }

    private mutating func word(_ word: String, _ value: MethodValue) throws(MethodProblem) -> MethodValue {
        guard bytes[position...].starts(with: word.utf8) else {
            throw problem("此处应为一个值", "a value is expected here")
        }
        position += word.utf8.count
        return value
    }

    private mutating func list(depth: Int) throws(MethodProblem) -> MethodValue {
        position += 1
        var values: [MethodValue] = []
        skipSpaces()
        if current == UInt8(ascii: "]") {
            position += 1
            return .list(values)
        }
        while true {
            values.append(try value(depth: depth + 1))
            skipSpaces()
            switch current {
            case UInt8(ascii: ","): position += 1
            case UInt8(ascii: "]"):
                position += 1
                return .list(values)
            default: throw problem("列表中应为逗号或 ]", "a comma or ] is expected in the list")
            }
        }
    }

    private mutating func object(depth: Int) throws(MethodProblem) -> MethodValue {
        position += 1
        var members: [String: MethodValue] = [:]
        skipSpaces()
        if current == UInt8(ascii: "}") {
            position += 1
            return .object(members)
        }
        while true {
            skipSpaces()
            guard current == UInt8(ascii: "\"") else {
                throw problem("此处应为带引号的名称", "a name in quotes is expected here")
            }
            let name = try text()
            guard members[name] == nil else {
                throw problem(
                    "名称 \(name.clipped) 出现两次，只能保留一处", "the name \(name.clipped) occurs twice: keep one")
            }
            skipSpaces()
            guard current == UInt8(ascii: ":") else { throw problem("名称后应为冒号", "a colon is expected here") }
            position += 1
            members[name] = try value(depth: depth + 1)
            skipSpaces()
            switch current {
            case UInt8(ascii: ","): position += 1
            case UInt8(ascii: "}"):
                position += 1
                return .object(members)
            default: throw problem("对象中应为逗号或 }", "a comma or } is expected in the object")
            }
        }
    }

    private mutating func number() throws(MethodProblem) -> MethodValue {
        let start = position
        var whole = true
        if current == UInt8(ascii: "-") { position += 1 }
        let firstDigit = current
        let digits = skipDigits()
        guard digits > 0, digits == 1 || firstDigit != 0x30 else { throw problem("数的写法不对", "not a number in JSON") }
        if current == UInt8(ascii: ".") {
            whole = false
            position += 1
            guard skipDigits() > 0 else { throw problem("小数点后应有数字", "digits are expected after the point") }
        }
        if current == UInt8(ascii: "e") || current == UInt8(ascii: "E") {
            whole = false
            position += 1
            if current == UInt8(ascii: "+") || current == UInt8(ascii: "-") { position += 1 }
            guard skipDigits() > 0 else { throw problem("指数应有数字", "digits are expected in the exponent") }
        }
        let digitsText = String(decoding: bytes[start..<position], as: UTF8.self)
        if whole, digitsText != "-0", let integer = Int(digitsText) { return .integer(integer) }
        guard let number = Double(digitsText), number.isFinite else {
            throw problem("数超出双精度范围", "the number is too large for a double")
        }
        return .number(number)
    }

    private mutating func skipDigits() -> Int {
        let start = position
        while let byte = current, (0x30...0x39).contains(byte) { position += 1 }
        return position - start
    }

    private mutating func text() throws(MethodProblem) -> String {
        position += 1
        var utf8: [UInt8] = []
        while let byte = current {
            switch byte {
            case UInt8(ascii: "\""):
                position += 1
                guard let text = String(validating: utf8, as: UTF8.self) else {
                    throw problem("文本不是 UTF-8 编码，应另存为 UTF-8", "the text is not UTF-8: save it as UTF-8")
                }
                return text
            case UInt8(ascii: "\\"): try escape(into: &utf8)
            case 0..<0x20: throw problem("文本中有控制字符", "a control character in a text must be escaped")
            default:
                utf8.append(byte)
                position += 1
            }
        }
        throw problem("文本缺少右引号", "the text has no closing quote")
    }

    private mutating func escape(into utf8: inout [UInt8]) throws(MethodProblem) {
        position += 1
        let plain: [UInt8: UInt8] = [
            0x22: 0x22, 0x5C: 0x5C, 0x2F: 0x2F, 0x62: 0x08, 0x66: 0x0C, 0x6E: 0x0A, 0x72: 0x0D, 0x74: 0x09,
        ]
        guard let byte = current else { throw problem("文本缺少右引号", "the text has no closing quote") }
        position += 1
        if let character = plain[byte] {
            utf8.append(character)
            return
        }
        guard byte == UInt8(ascii: "u") else { throw problem("转义写法不对", "not an escape of JSON") }
        var code = try hexadecimal()
        if (0xD800...0xDBFF).contains(code) {
            guard bytes[position...].starts(with: [0x5C, 0x75]) else {
                throw problem("代理项不成对", "a surrogate without its pair")
            }
            position += 2
            let low = try hexadecimal()
            guard (0xDC00...0xDFFF).contains(low) else { throw problem("代理项不成对", "a surrogate without its pair") }
            code = 0x10000 + (code - 0xD800) << 10 + (low - 0xDC00)
        }
        guard let scalar = Unicode.Scalar(code) else { throw problem("代理项不成对", "a surrogate without its pair") }
        utf8.append(contentsOf: String(Character(scalar)).utf8)
    }

    private mutating func hexadecimal() throws(MethodProblem) -> UInt32 {
        guard position + 4 <= bytes.count,
            bytes[position..<position + 4].allSatisfy({ Character(Unicode.Scalar($0)).isHexDigit }),
            let code = UInt32(String(decoding: bytes[position..<position + 4], as: UTF8.self), radix: 16)
        else { throw problem("\\u 后应有四位十六进制数", "four hexadecimal digits are expected after \\u") }
        position += 4
        return code
    }

    private func problem(_ zh: String, _ en: String) -> MethodProblem {
        var line = 1
        var column = 1
        for byte in bytes.prefix(position) {
            if byte == 0x0A {
                line += 1
                column = 1
            } else {
                column += 1
            }
        }
        return MethodProblem(
            .malformed, at: "",
            MethodText(zh: "第 \(line) 行第 \(column) 列：\(zh)。", en: "Line \(line), column \(column): \(en)."),
            line: line)
    }
}
