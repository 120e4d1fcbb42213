/// How one text became another: runs that stayed, went and came, in reading order.
public struct TextDifference: Sendable, Hashable {
    public enum Change: String, Sendable, Hashable {
        case same
        case removed
        case added
    }

    public struct Run: Sendable, Hashable {
        public let change: Change
        public let text: String
    }

    public let runs: [Run]

    /// Compares by characters, after the shortest edit script (Myers 1986, Algorithmica 1:251).
    ///
    /// Texts longer than `limit` characters are told as one removal and one addition, since the script's cost grows
    /// with the product of length and change.
    public init(from old: String, to new: String, limit: Int = 4_000) {
        if old == new {
            runs = old.isEmpty ? [] : [Run(change: .same, text: old)]
            return
        }
        let before = Array(old)
        let after = Array(new)
        guard before.count <= limit, after.count <= limit else {
            runs = [Run(change: .removed, text: old), Run(change: .added, text: new)].filter { !$0.text.isEmpty }
            return
        }
        var removed: Set<Int> = []
        var added: Set<Int> = []
        for change in after.difference(from: before) {
            switch change {
            case .remove(let offset, _, _): removed.insert(offset)
            case .insert(let offset, _, _): added.insert(offset)
            }
        }
        var builder = RunBuilder()
        var oldIndex = 0
        var newIndex = 0
        while oldIndex < before.count || newIndex < after.count {
            if oldIndex < before.count, removed.contains(oldIndex) {
                builder.append(before[oldIndex], .removed)
                oldIndex += 1
            } else if newIndex < after.count, added.contains(newIndex) {
                builder.append(after[newIndex], .added)
                newIndex += 1
            } else {
                builder.append(before[oldIndex], .same)
                oldIndex += 1
                newIndex += 1
            }
        }
        runs = builder.finished()
    }

    public var isUnchanged: Bool { runs.allSatisfy { $0.change == .same } }
}

/// Gathers characters of one kind of change into runs.
private struct RunBuilder {
    private var runs: [TextDifference.Run] = []
    private var change: TextDifference.Change = .same
    private var text = ""

    mutating func append(_ character: Character, _ kind: TextDifference.Change) {
        if kind != change { flush() }
        change = kind
        text.append(character)
    }

    mutating func finished() -> [TextDifference.Run] {
        flush()
        return runs
    }

    private mutating func flush() {
        if !text.isEmpty { runs.append(TextDifference.Run(change: change, text: text)) }
        text = ""
    }
}
