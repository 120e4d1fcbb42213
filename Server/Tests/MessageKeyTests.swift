import Foundation
import Kernel
import Ledger
import Storage
import Testing
import Web

@testable import Server

/// Every text that the sources name exists: what nobody has seen yet would show as a bare key to the first who does.
struct MessageKeyTests {
    private let strings: StringCatalogue
    private let sources: [(path: String, text: String)]

    init() throws {
        var strings = try House.strings()
        for (language, texts) in try StringFiles.load(WebResources.strings) { strings.add(texts, in: language) }
        self.strings = strings
        var sources: [(path: String, text: String)] = []
        for folder in ["Platform", "Engines", "Server", "Command"] {
            let walk = try #require(
                FileManager.default.enumerator(atPath: Repository.root.appending(path: folder).path))
            for case let path as String in walk where path.hasSuffix(".swift") && path.contains("Sources/") {
                let file = Repository.root.appending(path: "\(folder)/\(path)")
                sources.append(("\(folder)/\(path)", try String(contentsOf: file, encoding: .utf8)))
            }
        }
        self.sources = sources
    }

    private func isThere(_ key: String) -> Bool {
        Language.allCases.allSatisfy { strings.has(key, $0) }
    }

    @Test("every key of a problem that the sources throw has its texts")
    func problems() {
        var checked = 0
        for (path, text) in sources {
            for match in text.matches(of: /Problem\(\s*\.?\w+,\s*("[^)]*?)[,)]/) {
                for literal in match.output.1.matches(of: /"([a-z]+(?:\.[a-z0-9-]+)+)"/) {
                    checked += 1
                    #expect(isThere(String(literal.output.1)), "\(path): \(literal.output.1)")
                }
            }
        }
        #expect(checked > 60, "the scan must find the problems that are there")
    }

    @Test("every problem that storage and the ledger tell has its texts")
    func told() {
        for kind in StorageProblem.Kind.allCases {
            #expect(isThere(StorageProblem(kind, "").problem.key), "\(kind)")
        }
        let ledger: [LedgerProblem] = [
            .unrecorded(rows: 1), .undeclaredVerb("a"), .headMoved, .unreadableEntry(position: 1), .keyReused, .badKey,
            .unwritable, .badJSON(offset: 1, reason: "a"), .noDigest,
        ]
        for problem in ledger { #expect(isThere(problem.problem.key), "\(problem)") }
    }

    @Test("every key that is looked up as it stands has its texts")
    func lookups() {
        var checked = 0
        for (path, text) in sources {
            for match in text.matches(of: /(?:text|Flash)\(\s*"([a-z]+(?:\.[a-z0-9-]+)+)"/) {
                checked += 1
                #expect(isThere(String(match.output.1)), "\(path): \(match.output.1)")
            }
            for match in text.matches(of: /text\(\s*\w+(?: \? )"([a-z.-]+)" : "([a-z.-]+)"/) {
                #expect(isThere(String(match.output.1)), "\(path): \(match.output.1)")
                #expect(isThere(String(match.output.2)), "\(path): \(match.output.2)")
            }
        }
        #expect(checked > 150)
    }

    @Test("every key that ends in a value has texts beginning like it")
    func families() {
        let keys = strings.keys(.zhHans)
        for (path, text) in sources {
            for match in text.matches(of: /text\(\s*"([a-z]+\.[a-z0-9.-]*)\\\(/) {
                let beginning = String(match.output.1)
                #expect(keys.contains { $0.hasPrefix(beginning) }, "\(path): \(beginning)…")
            }
        }
    }

    @Test("texts that nothing names are not carried along")
    func unused() throws {
        var named = sources.map(\.text).joined(separator: "\n")
        for folder in ["Platform", "Engines", "Server"] {
            let walk = try #require(
                FileManager.default.enumerator(atPath: Repository.root.appending(path: folder).path))
            for case let path as String in walk where path.hasSuffix(".mustache") {
                named += try String(contentsOf: Repository.root.appending(path: "\(folder)/\(path)"), encoding: .utf8)
            }
        }
        let beginnings = named.matches(of: /"([a-z]+\.[a-z0-9.-]*)\\\(/).map { String($0.output.1) }
        let unused = strings.keys(.zhHans).filter { key in
            !named.contains("\"\(key)\"") && !named.contains("[[\(key)]]")
                && !beginnings.contains { key.hasPrefix($0) }
        }
        #expect(unused == [])
    }
}
