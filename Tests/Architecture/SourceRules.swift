/// What a file of the house may not hold.
struct SourceRules {
    static let longest = 450

    let tree: SourceTree

    var faults: [String] { lengths + names + unsafe + unproven + leftovers + machines }

    private var sources: [(path: String, text: String)] {
        tree.swiftFiles.filter { !$0.path.contains("/Tests/") && !$0.path.hasPrefix("Tests/") }
    }

    /// Files that are too long to be read in one sitting.
    var lengths: [String] {
        tree.swiftFiles.compactMap { path, text in
            let count = text.split(separator: "\n", omittingEmptySubsequences: false).count
            return count > Self.longest ? "\(path) has \(count) lines, more than \(Self.longest)" : nil
        }
    }

    /// Names that say nothing about what is inside.
    var names: [String] {
        let empty = ["Utils", "Utilities", "Helper", "Helpers", "Manager", "Core"]
        var found: [String] = []
        for (path, text) in tree.swiftFiles {
            for component in path.split(separator: "/") {
                let name = component.hasSuffix(".swift") ? component.dropLast(6) : component
                if empty.contains(where: { name.hasSuffix($0) }) {
                    found.append("\(path): the name \(name) says nothing")
                }
            }
            for match in SwiftText(text).code.matches(of: /\b(?:struct|class|enum|actor|protocol|typealias)\s+(\w+)/) {
                let name = match.output.1
                if empty.contains(where: { name.hasSuffix($0) }) {
                    found.append("\(path): the name \(name) says nothing")
                }
            }
        }
        return found
    }

    /// What ends the process on input.
    var unsafe: [String] {
        var found: [String] = []
        for (path, text) in sources {
            for (number, line) in SwiftText(text).lines.enumerated() {
                let place = "\(path):\(number + 1)"
                if line.contains(/\btry!/) { found.append("\(place): try! ends the process") }
                if line.contains(/\bas!/) { found.append("\(place): as! ends the process") }
                if line.contains(/(?:fatalError|preconditionFailure)\s*\(/) {
                    found.append("\(place): ends the process on purpose")
                }
                // A mark after a value or a type, and no comparison: try! and as! have their own words.
                let withoutWords = line.replacing(/\b(?:try|as)!/, with: "")
                if withoutWords.contains(/[\w)\]}>\x22`]!(?!=)/) { found.append("\(place): force unwrap") }
                if line.contains(/\bcatch\s*\{\s*\}/) { found.append("\(place): an error is dropped") }
                if line.contains(/\btry\?/) { found.append("\(place): try? hides the error") }
            }
        }
        return found
    }

    /// Promises to the compiler without a word of why they hold.
    var unproven: [String] {
        var found: [String] = []
        for (path, text) in sources {
            let source = SwiftText(text)
            for (index, line) in source.lines.enumerated()
            where line.contains(/@unchecked\s+Sendable|nonisolated\(unsafe\)|unsafeBitCast/) {
                let number = index + 1
                let isExplained = (max(1, number - 3)...number).contains { source.commentLines.contains($0) }
                if !isExplained { found.append("\(path):\(number): unchecked without a proof in a comment") }
            }
        }
        return found
    }

    /// Notes to oneself. The words are put together here so that this file does not hold them.
    var leftovers: [String] {
        let words = ["TO" + "DO", "FIX" + "ME", "XX" + "X:"]
        return tree.files.sorted { $0.key < $1.key }.flatMap { path, text in
            words.filter { text.contains($0) }.map { "\(path) still holds a \($0)" }
        }
    }

    /// Paths and hosts that exist on one machine only.
    var machines: [String] {
        var found: [String] = []
        let folder = /(?:^|[\s\x22'`(=:])\/(?:work|root|home)\//
        let host = /https?:\/\/[^\s\/\x22']*(?:registry|mirror|artifact|nexus|proxy)/
        let address = /https?:\/\/(\d+\.\d+\.\d+\.\d+)/
        for (path, text) in tree.files.sorted(by: { $0.key < $1.key }) {
            for (number, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
                let place = "\(path):\(number + 1)"
                if line.contains(folder) { found.append("\(place): a path of one machine") }
                if line.contains(host) { found.append("\(place): the host of a package registry") }
                for match in line.matches(of: address)
                where !["127.0.0.1", "0.0.0.0"].contains(String(match.output.1)) {
                    found.append("\(place): the address of one machine")
                }
            }
        }
        return found
    }
}
