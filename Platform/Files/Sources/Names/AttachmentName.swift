import Kernel

/// The name that a file is kept and handed out under.
///
/// The content decides what a file is, the name only what it is called: where the ending belongs to another kind it is
/// corrected (`照片.png` that is a JPEG becomes `照片.jpg`), where there is none it is added. A name that calls itself a
/// program, a script or a web page is refused whatever is inside.
public struct AttachmentName: Sendable, Hashable {
    /// At most ``longest`` characters, without anything that means something to a file system or to the direction of
    /// writing.
    public let text: String

    public static let longest = 120

    /// - Throws: a problem that names the ending which is not taken.
    public init(_ written: String, for type: MediaType) throws(Problem) {
        var stem = Self.clean(written)
        var kept = type.extensions[0]
        if let ending = Self.ending(of: stem) {
            guard !Self.active.contains(ending) else {
                throw Problem(.unsupportedMedia, "files.problem.name", ["extension": ending])
            }
            if type.extensions.contains(ending) { kept = ending }
            if Self.known.contains(ending) { stem = String(stem.dropLast(ending.count + 1)) }
        }
        stem = Self.trimmed(stem[...])
        if stem.isEmpty { stem = "file" }
        text = Self.trimmed(stem.prefix(Self.longest - kept.count - 1)) + "." + kept
    }

    private static let known = Set(MediaType.allCases.flatMap(\.extensions))

    /// Endings that a system or a browser runs, opens as a page or unpacks.
    private static let active: Set<String> = [
        "exe", "dll", "com", "scr", "msi", "msix", "bat", "cmd", "ps1", "psm1", "vbs", "vbe", "js", "jse", "mjs", "wsf",
        "wsh", "hta", "lnk", "url", "reg", "cpl", "inf", "jar", "apk", "app", "dmg", "pkg", "deb", "rpm", "sh", "bash",
        "py", "pl", "rb", "php", "jsp", "asp", "aspx", "html", "htm", "xhtml", "mht", "mhtml", "svg", "svgz", "xml",
        "swf", "docm", "dotm", "xlsm", "xltm", "xlam", "pptm", "ppsm", "potm", "chm", "hlp", "iso", "img", "vhd",
    ]

    /// The ending in lower case: up to five letters and digits behind the last point, at least one a letter, so that
    /// `方案v1.2` has none.
    private static func ending(of name: String) -> String? {
        guard let point = name.lastIndex(of: ".") else { return nil }
        let ending = name[name.index(after: point)...].lowercased()
        let isEnding =
            (1...5).contains(ending.count) && ending.contains { $0.isLetter }
            && ending.utf8.allSatisfy { (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) }
        return isEnding ? ending : nil
    }

    private static func clean(_ written: String) -> String {
        let last = written.split { $0 == "/" || $0 == "\\" }.last ?? ""
        var scalars = String.UnicodeScalarView()
        for scalar in last.unicodeScalars {
            switch scalar.properties.generalCategory {
            case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .privateUse, .unassigned: continue
            default: scalars.append("\":*?<>|".unicodeScalars.contains(scalar) ? "_" : scalar)
            }
        }
        return trimmed(Substring(String(scalars)))
    }

    private static func trimmed(_ text: Substring) -> String {
        func isEdge(_ character: Character) -> Bool { character.isWhitespace || character == "." }
        var rest = text.drop(while: isEdge)
        while let last = rest.last, isEdge(last) { rest.removeLast() }
        return String(rest)
    }
}
