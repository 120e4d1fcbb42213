import Web

/// A report period in words: `2021-Q3` is 2021年第三季度, the third quarter of 2021.
enum PeriodName {
    /// The same where it stands alone or begins a sentence.
    static func heading(_ name: String, _ request: PageRequest) -> String {
        let words = text(name, request)
        return words.prefix(1).uppercased() + words.dropFirst()
    }

    /// The name itself where it is none of those that ``ReportPeriod`` gives.
    static func text(_ name: String, _ request: PageRequest) -> String {
        if name == "final" { return request.text("assignment.period.final") }
        let pieces = name.split(separator: "-").map(String.init)
        guard let year = pieces.first, Int(year) != nil, pieces.count <= 2 else { return name }
        guard pieces.count == 2 else { return request.text("assignment.period.year", ["year": year]) }
        let part = pieces[1]
        if ["Q1", "Q2", "Q3", "Q4"].contains(part) {
            return request.text("assignment.period.quarter-\(part.dropFirst())", ["year": year])
        }
        if ["H1", "H2"].contains(part) {
            return request.text("assignment.period.half-\(part.dropFirst())", ["year": year])
        }
        guard let month = Int(part), (1...12).contains(month) else { return name }
        return request.text("assignment.period.month-\(month)", ["year": year])
    }
}
