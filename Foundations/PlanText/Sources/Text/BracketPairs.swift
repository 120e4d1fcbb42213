/// The matched brackets and quotation marks of a text; what stands between a pair is protected from being cut.
struct BracketPairs {
    /// For each scalar, the index of the closing mark when an outermost pair opens there, or -1.
    private(set) var closing: [Int]
    /// True for every scalar from the opening to the closing mark of a pair.
    private(set) var isProtected: [Bool]

    /// Pairs do not reach over the end of a line; a mark without its partner protects nothing.
    ///
    /// Linear: a closing mark looks at no more than the eight innermost open marks.
    init(_ text: [Unicode.Scalar]) {
        closing = Array(repeating: -1, count: text.count)
        isProtected = Array(repeating: false, count: text.count)
        var open: [(mark: Unicode.Scalar, index: Int)] = []
        var partner = closing
        for (index, scalar) in text.enumerated() {
            if scalar == "\n" {
                open.removeAll(keepingCapacity: true)
            } else if scalar == "\"" {
                if let position = Self.position(of: "\"", in: open) {
                    partner[open[position].index] = index
                    open.removeSubrange(position...)
                } else {
                    open.append(("\"", index))
                }
            } else if Self.isOpening(scalar) {
                open.append((scalar, index))
            } else if let opening = Self.opening(of: scalar) {
                var position = Self.position(of: opening, in: open)
                if position == nil, let other = Self.otherWidth(opening) {
                    position = Self.position(of: other, in: open)
                }
                if let position {
                    partner[open[position].index] = index
                    open.removeSubrange(position...)
                }
            }
        }
        var index = 0
        while index < text.count {
            if partner[index] > index {
                closing[index] = partner[index]
                for inner in index...partner[index] { isProtected[inner] = true }
                index = partner[index] + 1
            } else {
                index += 1
            }
        }
    }

    private static func position(of mark: Unicode.Scalar, in open: [(mark: Unicode.Scalar, index: Int)]) -> Int? {
        var position = open.count - 1
        let limit = max(0, open.count - 8)
        while position >= limit {
            if open[position].mark == mark { return position }
            position -= 1
        }
        return nil
    }

    static func isOpening(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case "“", "‘", "《", "〈", "（", "(", "[", "【", "「", "『", "〔": true
        default: false
        }
    }

    private static func opening(of scalar: Unicode.Scalar) -> Unicode.Scalar? {
        switch scalar {
        case "”": "“"
        case "’": "‘"
        case "》": "《"
        case "〉": "〈"
        case "）", ")": "（"
        case "]": "["
        case "】": "【"
        case "」": "「"
        case "』": "『"
        case "〕": "〔"
        default: nil
        }
    }

    /// Texts mix full-width and half-width parentheses within one pair.
    private static func otherWidth(_ opening: Unicode.Scalar) -> Unicode.Scalar? {
        opening == "（" ? "(" : nil
    }
}
