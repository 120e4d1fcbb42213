import Foundation
import Testing

@testable import Web

/// Contrast by WCAG 2.2, success criteria 1.4.3 and 1.4.11, of the pairs that tokens.css declares.
@Suite struct ContrastTests {
    private static func source() throws -> String {
        try String(contentsOf: WebResources.publicFiles.appending(path: "css/tokens.css"), encoding: .utf8)
    }

    /// The custom properties of the first block after a selector.
    private static func tokens(_ source: String, after selector: String) throws -> [String: String] {
        let start = try #require(source.firstRange(of: selector)).upperBound
        let block = source[start...].prefix { $0 != "}" }
        var found: [String: String] = [:]
        for line in block.split(separator: ";") {
            let halves = line.split(separator: ":", maxSplits: 1)
            guard halves.count == 2, let dashes = halves[0].firstRange(of: "--") else { continue }
            found[String(halves[0][dashes.upperBound...])] = halves[1].trimmingCharacters(in: .whitespacesAndNewlines)
        }
        return found
    }

    private static func pairs(_ source: String, _ kind: String) -> [(String, String)] {
        source.components(of: "/* \(kind): ").dropFirst().flatMap { piece in
            piece.prefix { $0 != "*" }.split(separator: ",").compactMap { pair in
                let words = pair.split(separator: " ").map(String.init)
                return words.count == 3 && words[1] == "on" ? (words[0], words[2]) : nil
            }
        }
    }

    private static func luminance(_ color: String) throws -> Double {
        let value = try #require(color.hasPrefix("#") && color.count == 7 ? Int(color.dropFirst(), radix: 16) : nil)
        let channels = [value >> 16 & 255, value >> 8 & 255, value & 255].map { channel in
            let part = Double(channel) / 255
            return part <= 0.04045 ? part / 12.92 : pow((part + 0.055) / 1.055, 2.4)
        }
        return 0.2126 * channels[0] + 0.7152 * channels[1] + 0.0722 * channels[2]
    }

    static func contrast(_ first: String, _ second: String) throws -> Double {
        let pair = [try luminance(first), try luminance(second)].sorted()
        return (pair[1] + 0.05) / (pair[0] + 0.05)
    }

    @Test("black on white is 21, and the grey of the textbook is 4.48")
    func formula() throws {
        #expect(abs(try Self.contrast("#000000", "#ffffff") - 21) < 1e-9)
        #expect(abs(try Self.contrast("#777777", "#ffffff") - 4.478) < 0.001)
    }

    @Test("texts reach 4.5 and marks 3, in light and in dark")
    func pairs() throws {
        let source = try Self.source()
        let light = try Self.tokens(source, after: ":root {")
        let dark = try Self.tokens(source, after: ":root[data-theme=\"dark\"] {")
        let pairs = Self.pairs(source, "pair")
        let marks = Self.pairs(source, "mark")
        #expect(pairs.count > 35 && marks.count >= 4)
        for (name, tokens) in [("light", light), ("dark", light.merging(dark) { $1 })] {
            for (kind, least, list) in [("text", 4.5, pairs), ("mark", 3.0, marks)] {
                for (front, back) in list {
                    let ratio = try Self.contrast(try #require(tokens[front]), try #require(tokens[back]))
                    #expect(ratio >= least, "\(name) \(kind): \(front) on \(back) is \(ratio)")
                }
            }
        }
    }

    @Test("dark by choice and dark by the system are the same colours, and every light colour has a dark one")
    func darkTwice() throws {
        let source = try Self.source()
        let chosen = try Self.tokens(source, after: ":root[data-theme=\"dark\"] {")
        let system = try Self.tokens(source, after: ":root[data-theme=\"auto\"] {")
        #expect(chosen == system && chosen.count > 20)
        let light = try Self.tokens(source, after: ":root {").filter { $0.value.hasPrefix("#") }
        #expect(Set(light.keys) == Set(chosen.keys))
    }

    @Test("colours stand in tokens.css alone, and every token that is used is defined")
    func tokensOnly() throws {
        let source = try Self.source()
        let defined = try Self.tokens(source, after: ":root {")
        for sheet in PublicFiles.styleSheets where sheet != "tokens" {
            let file = WebResources.publicFiles.appending(path: "css/\(sheet).css")
            let text = try String(contentsOf: file, encoding: .utf8)
            if sheet != "print" { #expect(!text.contains(": #") && !text.contains("rgb("), "\(sheet)") }
            #expect(!text.contains("url(") && !text.contains("@import"), "\(sheet)")
            for piece in text.components(of: "var(--").dropFirst() {
                let name = String(piece.prefix { $0 != ")" })
                #expect(defined[name] != nil, "\(sheet): --\(name)")
            }
        }
    }
}
