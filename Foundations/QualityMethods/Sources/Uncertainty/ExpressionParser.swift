import Glibc

/// Reads words into operations, each of which uses earlier ones: no recursion is left for the evaluation.
struct ExpressionParser {
    let tokens: [ExpressionToken]
    let inputs: [String]
    private(set) var operations: [MeasurementModel.Operation] = []
    private(set) var lines: [(name: String, result: Int)] = []
    private var position = 0
    private var depth = 0
    private var places: [MeasurementModel.Operation: Int] = [:]

    static let deepest = 64
    static let mostOperations = 4_000
    private static let twoArguments = ["atan2", "min", "max", "pow"]

    init(tokens: [ExpressionToken], inputs: [String]) {
        self.tokens = tokens
        self.inputs = inputs
    }

    /// Whether a name may stand for an input or a line.
    static func isFreeName(_ name: String) -> Bool {
        guard let first = name.first, first.isLetter || first == "_", name.count <= 64 else { return false }
        guard name.allSatisfy({ $0.isLetter || $0.isNumber || $0 == "_" || $0 == "'" || $0 == "′" }) else {
            return false
        }
        return name != "pi" && !twoArguments.contains(name) && MeasurementModel.Function(rawValue: name) == nil
    }

    private var current: ExpressionToken { tokens[min(position, tokens.count - 1)] }

    private mutating func take(_ symbol: Character) -> Bool {
        guard current.kind == .symbol(symbol) else { return false }
        position += 1
        return true
    }

    private mutating func append(
        _ operation: MeasurementModel.Operation, at place: Int
    ) throws(ExpressionProblem) -> Int {
        if let known = places[operation] { return known }
        guard operations.count < Self.mostOperations else {
            throw ExpressionProblem(
                place, zh: "模型超过 \(Self.mostOperations) 步运算。",
                en: "The model has more than \(Self.mostOperations) operations.")
        }
        operations.append(operation)
        places[operation] = operations.count - 1
        return operations.count - 1
    }

    mutating func parse() throws(ExpressionProblem) {
        while true {
            while current.kind == .separator { position += 1 }
            if current.kind == .end { break }
            try parseLine()
            guard current.kind == .separator || current.kind == .end else {
                throw ExpressionProblem(
                    current.position, zh: "此处应为运算符或行末。", en: "An operator or the end of the line is expected here.")
            }
        }
        guard !lines.isEmpty else {
            throw ExpressionProblem(0, zh: "模型是空的。", en: "The model is empty.")
        }
    }

    private mutating func parseLine() throws(ExpressionProblem) {
        let start = current
        var name = "y"
        if case .name(let text) = start.kind, tokens[position + 1].kind == .symbol("=") {
            guard Self.isFreeName(text), !inputs.contains(text) else {
                throw ExpressionProblem(
                    start.position, zh: "“\(text)”已是输入量或函数，不能再赋值。",
                    en: "“\(text)” is an input or a function and cannot be given a value.")
            }
            name = text
            position += 2
        }
        guard !lines.contains(where: { $0.name == name }) else {
            throw ExpressionProblem(start.position, zh: "“\(name)”已有一行。", en: "There is already a line for “\(name)”.")
        }
        lines.append((name, try parseSum()))
    }

    private mutating func parseSum() throws(ExpressionProblem) -> Int {
        var left = try parseProduct()
        while true {
            let place = current.position
            if take("+") {
                left = try append(.add(left, try parseProduct()), at: place)
            } else if take("-") {
                left = try append(.subtract(left, try parseProduct()), at: place)
            } else {
                return left
            }
        }
    }

    private mutating func parseProduct() throws(ExpressionProblem) -> Int {
        var left = try parseSigned()
        while true {
            let place = current.position
            if take("*") {
                left = try append(.multiply(left, try parseSigned()), at: place)
            } else if take("/") {
                left = try append(.divide(left, try parseSigned()), at: place)
            } else {
                return left
            }
        }
    }

    /// A sign binds less than a power: -x^2 is -(x^2).
    private mutating func parseSigned() throws(ExpressionProblem) -> Int {
        try enter()
        defer { depth -= 1 }
        let place = current.position
        if take("-") { return try append(.negate(try parseSigned()), at: place) }
        if take("+") { return try parseSigned() }
        return try parsePower()
    }

    /// Powers group from the right: a^b^c is a^(b^c).
    private mutating func parsePower() throws(ExpressionProblem) -> Int {
        let base = try parsePrimary()
        let place = current.position
        guard take("^") else { return base }
        return try power(base, try parseSigned(), at: place)
    }

    private mutating func power(_ base: Int, _ exponent: Int, at place: Int) throws(ExpressionProblem) -> Int {
        if let value = constant(exponent) { return try append(.power(base, value), at: place) }
        return try append(.powerOf(base, exponent), at: place)
    }

    /// The value of an operation made of numbers without unit only.
    private func constant(_ index: Int) -> Double? {
        switch operations[index] {
        case .constant(let value, .one): value
        case .negate(let a): constant(a).map { -$0 }
        case .divide(let a, let b):
            if let x = constant(a), let y = constant(b), y != 0 { x / y } else { nil }
        default: nil
        }
    }

    private mutating func enter() throws(ExpressionProblem) {
        depth += 1
        guard depth <= Self.deepest else {
            throw ExpressionProblem(
                current.position, zh: "括号或符号嵌套超过 \(Self.deepest) 层。", en: "Nesting is deeper than \(Self.deepest).")
        }
    }

    private mutating func parsePrimary() throws(ExpressionProblem) -> Int {
        let token = current
        position += 1
        switch token.kind {
        case .number(let value):
            if case .unit(let text) = current.kind {
                let place = current.position
                position += 1
                do {
                    return try append(.constant(value, try MeasurementUnit(text)), at: token.position)
                } catch {
                    throw ExpressionProblem(place, zh: error.text.zh, en: error.text.en)
                }
            }
            return try append(.constant(value, .one), at: token.position)
        case .name(let name): return try parseName(name, at: token.position)
        case .symbol("("):
            let inner = try parseSum()
            guard take(")") else {
                throw ExpressionProblem(current.position, zh: "此处应为“)”。", en: "A “)” is expected here.")
            }
            return inner
        case .end, .separator:
            throw ExpressionProblem(token.position, zh: "此处缺少一个值。", en: "A value is missing here.")
        default:
            throw ExpressionProblem(
                token.position, zh: "此处应为数、名称或“(”。", en: "A number, a name or “(” is expected here.")
        }
    }

    private mutating func parseName(_ name: String, at place: Int) throws(ExpressionProblem) -> Int {
        if current.kind == .symbol("(") {
            position += 1
            var arguments = [try parseSum()]
            while take(",") { arguments.append(try parseSum()) }
            guard take(")") else {
                throw ExpressionProblem(current.position, zh: "此处应为“)”。", en: "A “)” is expected here.")
            }
            return try call(name, arguments, at: place)
        }
        if let input = inputs.firstIndex(of: name) { return try append(.input(input), at: place) }
        if let line = lines.first(where: { $0.name == name }) { return line.result }
        if name == "pi" { return try append(.constant(Double.pi, .one), at: place) }
        let known = (inputs + lines.map(\.name)).joined(separator: ", ")
        throw ExpressionProblem(
            place, zh: "不认识名称“\(name)”，可用：\(known)。", en: "The name “\(name)” is not known; there are \(known).")
    }

    private mutating func call(_ name: String, _ arguments: [Int], at place: Int) throws(ExpressionProblem) -> Int {
        let function = MeasurementModel.Function(rawValue: name == "log" ? "ln" : name)
        guard function != nil || Self.twoArguments.contains(name) else {
            let all = (MeasurementModel.Function.allCases.map(\.rawValue) + Self.twoArguments).joined(separator: ", ")
            throw ExpressionProblem(
                place, zh: "没有函数“\(name)”，可用：\(all)。", en: "There is no function “\(name)”; there are \(all).")
        }
        let needed = function == nil ? 2 : 1
        guard arguments.count == needed else {
            throw ExpressionProblem(
                place, zh: "函数 \(name) 要 \(needed) 个参数，给了 \(arguments.count) 个。",
                en: "The function \(name) takes \(needed) arguments and is given \(arguments.count).")
        }
        if let function { return try append(.function(function, arguments[0]), at: place) }
        switch name {
        case "atan2": return try append(.arcTangent2(arguments[0], arguments[1]), at: place)
        case "min": return try append(.minimum(arguments[0], arguments[1]), at: place)
        case "max": return try append(.maximum(arguments[0], arguments[1]), at: place)
        default: return try power(arguments[0], arguments[1], at: place)
        }
    }
}
