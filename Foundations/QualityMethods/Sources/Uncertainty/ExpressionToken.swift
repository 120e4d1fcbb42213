/// One word of a measurement model with its place.
struct ExpressionToken: Hashable {
    enum Kind: Hashable {
        case number(Double)
        case name(String)
        case unit(String)
        case symbol(Character)
        /// The end of one line of the model.
        case separator
        case end
    }

    let kind: Kind
    /// Characters from 1.
    let position: Int

    /// The most characters a model may have.
    static let longest = 10_000

    /// Cuts a text into words.
    static func tokens(_ text: String) throws(ExpressionProblem) -> [ExpressionToken] {
        let characters = Array(text)
        guard characters.count <= longest else {
            throw ExpressionProblem(
                0, zh: "模型超过 \(longest) 个字符。", en: "The model is longer than \(longest) characters.")
        }
        var tokens: [ExpressionToken] = []
        var index = 0
        while index < characters.count {
            let character = characters[index]
            let position = index + 1
            if character == "\n" || character == ";" || character == "\r\n" || character == "；" {
                tokens.append(ExpressionToken(kind: .separator, position: position))
                index += 1
            } else if character.isWhitespace {
                index += 1
            } else if isDigit(character)
                || (character == "." && index + 1 < characters.count && isDigit(characters[index + 1]))
            {
                tokens.append(ExpressionToken(kind: try number(characters, &index), position: position))
            } else if character.isLetter || character == "_" {
                var name = ""
                while index < characters.count, isNamePart(characters[index]) {
                    name.append(characters[index])
                    index += 1
                }
                guard name.count <= 64 else {
                    throw ExpressionProblem(position, zh: "名称超过 64 个字符。", en: "The name is longer than 64 characters.")
                }
                tokens.append(ExpressionToken(kind: .name(name), position: position))
            } else if character == "[" {
                guard let close = characters[index...].firstIndex(of: "]") else {
                    throw ExpressionProblem(position, zh: "缺少与“[”配对的“]”。", en: "The “[” has no “]”.")
                }
                tokens.append(
                    ExpressionToken(kind: .unit(String(characters[index + 1..<close])), position: position))
                index = close + 1
            } else if let symbol = symbol(character) {
                tokens.append(ExpressionToken(kind: .symbol(symbol), position: position))
                index += 1
            } else {
                throw ExpressionProblem(
                    position, zh: "不能使用字符“\(character)”。", en: "The character “\(character)” has no meaning here.")
            }
        }
        tokens.append(ExpressionToken(kind: .end, position: characters.count + 1))
        return tokens
    }

    private static func isDigit(_ character: Character) -> Bool { character >= "0" && character <= "9" }
    private static func isNamePart(_ character: Character) -> Bool {
        character.isLetter || character == "_" || character == "'" || character == "′" || character.isNumber
    }

    /// Full-width and typographic forms stand for the plain ones.
    private static func symbol(_ character: Character) -> Character? {
        switch character {
        case "+", "-", "*", "/", "^", "(", ")", ",", "=": character
        case "−", "－": "-"
        case "×", "·", "⋅", "＊": "*"
        case "÷", "／": "/"
        case "（": "("
        case "）": ")"
        case "，": ","
        case "＋": "+"
        case "＝": "="
        default: nil
        }
    }

    private static func number(
        _ characters: [Character], _ index: inout Int
    ) throws(ExpressionProblem) -> Kind {
        let start = index
        var text = ""
        func take(_ condition: (Character) -> Bool) {
            while index < characters.count, condition(characters[index]) {
                text.append(characters[index])
                index += 1
            }
        }
        take(isDigit)
        if index < characters.count, characters[index] == "." {
            text.append(".")
            index += 1
            take(isDigit)
        }
        if index < characters.count, characters[index] == "e" || characters[index] == "E" {
            var next = index + 1
            if next < characters.count, characters[next] == "+" || characters[next] == "-" { next += 1 }
            if next < characters.count, isDigit(characters[next]) {
                text += String(characters[index..<next])
                index = next
                take(isDigit)
            }
        }
        if text.hasSuffix(".") { text += "0" }
        guard let value = Double(text), value.isFinite else {
            throw ExpressionProblem(start + 1, zh: "“\(text)”不是有限的数。", en: "“\(text)” is not a finite number.")
        }
        return .number(value)
    }
}
