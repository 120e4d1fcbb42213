import Documents
import Kernel
import Web
import WebTesting

@testable import Commitments

/// The engine's texts, to look for on its pages.
enum HouseTexts {
    static func catalogue() throws -> StringCatalogue {
        var catalogue = StringCatalogue()
        for (language, texts) in try StringFiles.load(CommitmentsEngine.strings) { catalogue.add(texts, in: language) }
        return catalogue
    }
}

extension String {
    func occurrences(of piece: String) -> Int {
        var count = 0
        var rest = self[...]
        while let range = rest.firstRange(of: piece) {
            count += 1
            rest = rest[range.upperBound...]
        }
        return count
    }

    /// Whether a text's key stands where its text should; the name of the engine's style sheet is none.
    var showsKey: Bool {
        replacing("commitments.css", with: "").contains("commitments.") || contains("standing.reason.")
    }

    /// As it stands in a page.
    var escapedForHTML: String {
        var result = ""
        for scalar in unicodeScalars {
            switch scalar {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "\"": result += "&quot;"
            case "'": result += "&#39;"
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }
}

extension TestClient.Reply {
    /// The sheets of a workbook.
    func sheets() throws -> [Worksheet] { try Workbook.read(bytes).sheets }
}
