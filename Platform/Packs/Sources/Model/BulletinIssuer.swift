import Kernel

/// Who issues the bulletins on the plan, and what is constant in their heads and feet (GB/T 9704-2012, 7.2 and 7.4).
public struct BulletinIssuer: Sendable, Equatable {
    /// The issuing body (发文机关), as it signs.
    public var title: LocalizedText

    /// The word of the document number (发文机关代字): `质办督` in `质办督〔2021〕3号`. Neither digits, brackets nor spaces.
    public var numberWord: String

    /// The units and groups that get a copy (抄送), in this order.
    public var copies: [String]

    public var basis: Basis

    public init(title: LocalizedText, numberWord: String, copies: [String] = [], basis: Basis) {
        self.title = title
        self.numberWord = numberWord
        self.copies = copies
        self.basis = basis
    }
}
