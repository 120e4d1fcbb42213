/// The measures of an official document after GB/T 9704-2012, in millimetres and points.
///
/// Page and type area are those of clause 5.2.1: A4 with 37 mm above (天头), 28 mm at the binding edge (订口), and a type
/// area (版心) of 156 by 225 mm; that leaves 26 mm at the outer edge and 35 mm below. Clause 5.2.3 fills it with 22 lines
/// of 28 characters.
public enum OfficialLayout {
    /// The page, A4.
    public static let page = (width: 210.0, height: 297.0)
    /// The type area.
    public static let typeArea = (width: 156.0, height: 225.0)
    /// The edge above the type area.
    public static let top = 37.0
    /// The edge at the binding side: left on odd pages, right on even ones.
    public static let binding = 28.0
    /// The edge away from the binding side.
    public static let outer = page.width - binding - typeArea.width
    /// The edge below the type area.
    public static let bottom = page.height - top - typeArea.height
    /// Lines on a page.
    public static let lines = 22
    /// Characters on a line.
    public static let characters = 28
    /// The distance from the type area's top to the mark of the issuing body (clause 7.2.4).
    public static let aboveMark = 35.0
    /// The distance from the number line to the red separator (clause 7.2.7).
    public static let aboveSeparator = 4.0
    /// The distance from the type area to the line beside the page number (clause 7.5).
    public static let abovePageNumber = 7.0

    /// Size two (二号), that of the title.
    public static let titleSize = 22.0
    /// Size three (三号), that of the body.
    public static let bodySize = 16.0
    /// Size four (四号), that of imprint and page number.
    public static let smallSize = 14.0
    /// Small size four (小四号), that of tables, which the standard leaves open.
    public static let tableSize = 12.0

    /// How many characters the date stands off the right edge (clause 7.3.5.1).
    public static let dateIndent = 4.0

    /// The size of the mark in points: 48, or what one line of the type area holds where the mark is long.
    ///
    /// Clause 7.2.4 leaves the size open; it asks for a mark that strikes the eye and fits the page.
    public static func markSize(_ mark: String) -> Double {
        let width = max(width(of: mark), 1)
        return min(48, (typeArea.width / millimetresPerPoint / width * 2).rounded(.down) / 2)
    }

    /// How many characters the issuing body stands off the right edge, so that it is centred over the date.
    ///
    /// Half characters are kept; a name too long for that ends at the edge.
    public static func issuerIndent(issuer: String, date: String) -> Double {
        max(0, dateIndent + (width(of: date) - width(of: issuer)) / 2)
    }

    /// The width of a text in full-width characters; Latin letters and digits count for half.
    public static func width(of text: String) -> Double {
        text.unicodeScalars.reduce(0) { $0 + ($1.value < 0x2E80 ? 0.5 : 1) }
    }

    /// One point in millimetres.
    public static let millimetresPerPoint = 25.4 / 72

    /// Millimetres in twentieths of a point, rounded.
    static func twips(_ millimetres: Double) -> Int {
        Int((millimetres / millimetresPerPoint * 20).rounded())
    }

    /// The distance of lines in twentieths of a point, rounded down so that the last line fits.
    static let linePitch = Int((typeArea.height / millimetresPerPoint * 20 / Double(lines)).rounded(.down))

    /// What is added to each character of the body so that 28 fit a line, in twentieths of a point: -5.
    ///
    /// Counted from the width that is left between edges in whole twentieths. Not the character grid of the page:
    /// LibreOffice gives a character wider than its cell two cells, and 28 characters of 16 point are wider.
    static let characterSpace = Int(
        (Double(twips(page.width) - twips(binding) - twips(outer)) / Double(characters) - bodySize * 20)
            .rounded(.down))
}
