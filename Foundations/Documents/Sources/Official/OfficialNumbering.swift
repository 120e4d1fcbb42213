/// Counts the headings of an official document: 一、 then （一） then 1. then （1） (GB/T 9704-2012, clause 7.3.3).
///
/// A heading starts the count of every level below it anew. The number is a part of the text, so that it is the same in
/// every program that opens the document.
public struct OfficialNumbering: Sendable {
    private var counts = [0, 0, 0, 0]

    /// Starts before the first heading.
    public init() {}

    /// The number of the next heading of a level, 1 to 4; other levels are taken as the nearest.
    public mutating func next(level: Int) -> String {
        let level = min(max(level, 1), 4)
        counts[level - 1] += 1
        for deeper in level..<4 { counts[deeper] = 0 }
        let count = counts[level - 1]
        return switch level {
        case 1: "\(ChineseNumeral.text(count))、"
        case 2: "（\(ChineseNumeral.text(count))）"
        case 3: "\(count)."
        default: "（\(count)）"
        }
    }
}
