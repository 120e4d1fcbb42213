/// An Office Open XML package: an archive whose parts are found through relationships (ISO/IEC 29500-2).
struct OfficePackage: Sendable {
    /// The first bytes of an OLE compound file, the container of .doc, .xls and of encrypted Office files.
    static let compoundFileSignature: [UInt8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]

    /// A link from one part to another.
    struct Relationship: Hashable, Sendable {
        let identifier: String
        /// The last component of the type, such as `styles`, the same for both flavours of the standard.
        let kind: String
        /// The name of the part, without a leading `/`; nil for a target outside the package.
        let target: String?
    }

    let archive: ArchiveReader
    let markup: MarkupLimits

    init(_ bytes: [UInt8], limits: ArchiveLimits, markup: MarkupLimits) throws(DocumentProblem) {
        archive = try ArchiveReader(bytes, limits: limits)
        self.markup = markup
    }

    /// Whether the package is a Word document, a spreadsheet, or something else.
    var kind: DocumentKind {
        get throws(DocumentProblem) {
            guard let main = try mainPart() else { return .unknownBinary }
            guard archive.entry(named: main) != nil else { throw .missingEntry(main) }
            var reader = try reader(for: main)
            while let event = try reader.next() {
                guard case .start(let root) = event else { continue }
                switch (OfficeNamespace.canonical(root.namespace), root.name) {
                case (OfficeNamespace.word, "document"): return .docx
                case (OfficeNamespace.sheet, "workbook"): return .xlsx
                default: return .unknownBinary
                }
            }
            return .unknownBinary
        }
    }

    /// The name of the main document part, or nil when the archive is no Office package.
    func mainPart() throws(DocumentProblem) -> String? {
        guard archive.entry(named: "_rels/.rels") != nil else { return nil }
        return try relationships(of: "").first { $0.kind == "officeDocument" }?.target
    }

    /// The relationships of a part, or of the package itself for the empty name; none when the part has no list.
    func relationships(of part: String) throws(DocumentProblem) -> [Relationship] {
        let folder = part.contains("/") ? part[..<(part.lastIndex(of: "/") ?? part.startIndex)] + "/" : ""
        let name = "\(folder)_rels/\(part.dropFirst(folder.count)).rels"
        guard archive.entry(named: name) != nil else { return [] }
        var reader = try reader(for: name)
        var found: [Relationship] = []
        while let event = try reader.next() {
            guard case .start(let element) = event, element.name == "Relationship",
                element.namespace == OfficeNamespace.packageRelationships
            else { continue }
            guard let identifier = element.attribute("Id"), let type = element.attribute("Type"),
                let target = element.attribute("Target")
            else { throw .malformedMarkup(part: name, line: element.line, detail: "incomplete Relationship") }
            let kind = type.split(separator: "/").last.map(String.init) ?? ""
            if element.attribute("TargetMode") == "External" {
                found.append(Relationship(identifier: identifier, kind: kind, target: nil))
            } else {
                let resolved = try Self.resolve(target, from: String(folder), list: name)
                found.append(Relationship(identifier: identifier, kind: kind, target: resolved))
            }
        }
        return found
    }

    /// A pull reader on a part.
    func reader(for part: String) throws(DocumentProblem) -> MarkupReader {
        try MarkupReader(archive.read(part), part: part, limits: markup)
    }

    /// The whole of a small part as a tree.
    func tree(of part: String) throws(DocumentProblem) -> MarkupNode {
        var reader = try reader(for: part)
        while let event = try reader.next() {
            if case .start(let root) = event { return try reader.subtree(of: root) }
        }
        throw .malformedMarkup(part: part, line: 1, detail: "no root element")
    }

    private static func resolve(_ target: String, from folder: String, list: String) throws(DocumentProblem) -> String {
        var parts: [Substring] = target.hasPrefix("/") ? [] : folder.split(separator: "/")
        for component in target.split(separator: "/") where component != "." {
            if component == ".." {
                guard !parts.isEmpty else { throw .brokenReference(part: list, identifier: target) }
                parts.removeLast()
            } else {
                parts.append(component)
            }
        }
        return parts.joined(separator: "/")
    }
}
