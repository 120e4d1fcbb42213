import CivicCalendar

/// What a cell of a table holds.
public enum CellValue: Hashable, Sendable {
    /// Nothing.
    case empty
    /// Text, also when it looks like a number, a code or a formula.
    case text(String)
    /// A whole number.
    case integer(Int64)
    /// A decimal number with its decimals.
    case decimal(ExactDecimal)
    /// A share: 0.125 is shown as 12.5%.
    case percent(ExactDecimal)
    /// A number that neither of the above can hold, such as 1E+30.
    case number(Double)
    /// A day.
    case date(CivicDate)
    /// A day and the seconds since its start.
    case dateTime(CivicDate, seconds: Int)
    /// True or false.
    case boolean(Bool)
    /// An error that the spreadsheet program left, such as `#DIV/0!`.
    case error(String)

    /// Whether there is nothing in the cell, or text of white space only.
    public var isBlank: Bool {
        switch self {
        case .empty: true
        case .text(let text): text.allSatisfy(\.isWhitespace)
        default: false
        }
    }

    /// The value as text without a format: `12.50`, `12.5%`, `2021-09-15`, `2021-09-15 08:30:00`, `TRUE`.
    public var plainText: String {
        switch self {
        case .empty: ""
        case .text(let text): text
        case .integer(let number): String(number)
        case .decimal(let decimal): decimal.description
        case .percent(let share): Self.percentText(share)
        case .number(let number): "\(number)"
        case .date(let date): date.description
        case .dateTime(let date, let seconds): "\(date) \(Self.timeText(seconds))"
        case .boolean(let flag): flag ? "TRUE" : "FALSE"
        case .error(let text): text
        }
    }

    private static func percentText(_ share: ExactDecimal) -> String {
        let percent =
            share.scale >= 2
            ? ExactDecimal(digits: share.digits, scale: share.scale - 2) : ExactDecimal("\(share)E2")
        return percent.map { "\($0)%" } ?? share.description
    }

    private static func timeText(_ seconds: Int) -> String {
        [seconds / 3600, seconds / 60 % 60, seconds % 60].map { ($0 < 10 ? "0" : "") + String($0) }
            .joined(separator: ":")
    }
}
