/// The number of an official document: word, year in lenticular brackets, running number (发文字号).
///
/// ```swift
/// DocumentNumber(word: "质办发", year: 2021, sequence: 3).text   // 质办发〔2021〕3号
/// ```
///
/// The year has four digits and stands in 〔〕, the running number has no leading zero and no 第 (GB/T 9704-2012,
/// clause 7.2.5).
public struct DocumentNumber: Hashable, Sendable {
    /// The word that stands for the issuing body, such as `质办发`.
    public var word: String
    /// The year of issue.
    public var year: Int
    /// The running number within word and year, from 1.
    public var sequence: Int

    /// Makes a number.
    public init(word: String, year: Int, sequence: Int) {
        self.word = word
        self.year = year
        self.sequence = sequence
    }

    /// The number as it is printed.
    public var text: String {
        "\(word)〔\(year)〕\(sequence)号"
    }
}
