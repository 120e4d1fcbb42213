/// A Swift source with its comments taken out, and its string literals too unless they are kept.
///
/// What is taken out becomes blanks, so that lines stay where they are. What stands in an interpolation is code and stays.
struct SwiftText {
    private enum Part {
        /// Code, with how many brackets are open since an interpolation began; nil outside of one.
        case code(brackets: Int?)
        case string(isMultiline: Bool, hashes: Int)
    }

    let code: String
    /// Lines, counted from 1, on which a comment stands.
    let commentLines: Set<Int>

    init(_ text: String, keepsStrings: Bool = false) {
        var scanner = Scanner(text: Array(text.unicodeScalars), keepsStrings: keepsStrings)
        scanner.run()
        var code = ""
        code.unicodeScalars.append(contentsOf: scanner.output)
        self.code = code
        commentLines = scanner.commentLines
    }

    var lines: [Substring] { code.split(separator: "\n", omittingEmptySubsequences: false) }

    private struct Scanner {
        let text: [Unicode.Scalar]
        let keepsStrings: Bool
        var output: [Unicode.Scalar] = []
        var commentLines: Set<Int> = []
        private var stack = [Part.code(brackets: nil)]
        private var index = 0
        private var line = 1

        init(text: [Unicode.Scalar], keepsStrings: Bool) {
            self.text = text
            self.keepsStrings = keepsStrings
        }

        mutating func run() {
            while index < text.count {
                switch stack.last ?? .code(brackets: nil) {
                case .code(let brackets): scanCode(brackets)
                case .string(let isMultiline, let hashes): scanString(isMultiline, hashes)
                }
            }
        }

        private func looking(at expected: String, from start: Int) -> Bool {
            let wanted = Array(expected.unicodeScalars)
            return start + wanted.count <= text.count && text[start..<start + wanted.count].elementsEqual(wanted)
        }

        private mutating func take(_ count: Int, shown: Bool) {
            for scalar in text[index..<min(index + count, text.count)] {
                if scalar == "\n" { line += 1 }
                output.append(shown || scalar == "\n" ? scalar : " ")
            }
            index += count
        }

        private mutating func scanCode(_ brackets: Int?) {
            if looking(at: "//", from: index) {
                commentLines.insert(line)
                while index < text.count, text[index] != "\n" { take(1, shown: false) }
                return
            }
            if looking(at: "/*", from: index) { return takeBlockComment() }
            var hashes = 0
            while looking(at: "#", from: index + hashes) { hashes += 1 }
            if looking(at: "\"", from: index + hashes) {
                let isMultiline = looking(at: "\"\"\"", from: index + hashes)
                take(hashes + (isMultiline ? 3 : 1), shown: keepsStrings)
                stack.append(.string(isMultiline: isMultiline, hashes: hashes))
                return
            }
            if let brackets {
                if text[index] == "(" { replaceTop(.code(brackets: brackets + 1)) }
                if text[index] == ")" {
                    if brackets == 0 { stack.removeLast() } else { replaceTop(.code(brackets: brackets - 1)) }
                }
            }
            take(max(1, hashes), shown: true)
        }

        private mutating func takeBlockComment() {
            var depth = 0
            repeat {
                commentLines.insert(line)
                if looking(at: "/*", from: index) {
                    depth += 1
                    take(2, shown: false)
                } else if looking(at: "*/", from: index) {
                    depth -= 1
                    take(2, shown: false)
                } else {
                    take(1, shown: false)
                }
            } while depth > 0 && index < text.count
        }

        private mutating func scanString(_ isMultiline: Bool, _ hashes: Int) {
            let marks = String(repeating: "#", count: hashes)
            let end = (isMultiline ? "\"\"\"" : "\"") + marks
            if looking(at: end, from: index) {
                take(end.unicodeScalars.count, shown: keepsStrings)
                stack.removeLast()
            } else if looking(at: "\\" + marks + "(", from: index) {
                take(2 + hashes, shown: keepsStrings)
                stack.append(.code(brackets: 0))
            } else if looking(at: "\\" + marks, from: index) {
                take(2 + hashes, shown: keepsStrings)
            } else {
                // A literal of one line that is not ended is no Swift; the next line starts anew.
                if text[index] == "\n", !isMultiline { stack.removeLast() }
                take(1, shown: keepsStrings)
            }
        }

        private mutating func replaceTop(_ part: Part) {
            stack.removeLast()
            stack.append(part)
        }
    }
}
