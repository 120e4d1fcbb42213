/// The mark of Heng: a steelyard's beam that shows how much is done and where the plan says it should be today.
///
///     Beam(done: 0.6, due: 0.75, label: "已完成 6 项，共 10 项；按计划今天应完成 75%").view
public struct Beam: Sendable, Hashable {
    /// The part that is done, 0 to 1; values outside are drawn at the end of the beam.
    public let done: Double
    /// Where the plan says it should be today, 0 to 1; nil where the plan says nothing.
    public let due: Double?
    /// The same in words, for those who do not see it; also the tooltip.
    public let label: String
    /// A short text beside the beam, such as `6/10`; may be empty.
    public let caption: String

    public init(done: Double, due: Double? = nil, label: String, caption: String = "") {
        self.done = done
        self.due = due
        self.label = label
        self.caption = caption
    }

    /// What the partial `web/beam` shows. Coordinates are in the drawing's own units: 0 to 160 wide, 20 high.
    public var view: View {
        let filled = Self.position(done)
        let isBehind = due.map { Self.fraction(done) + 0.005 < Self.fraction($0) } ?? false
        let weight = due.map(Self.position)
        return View(
            label: label, caption: caption, hasCaption: !caption.isEmpty,
            filledTo: Self.write(filled), hasFilled: filled > Self.start,
            hasWeight: weight != nil, weight: Self.write(weight ?? 0), isBehind: isBehind,
            isFull: Self.fraction(done) >= 1)
    }

    public struct View: Sendable {
        public let label: String
        public let caption: String
        public let hasCaption: Bool
        public let filledTo: String
        public let hasFilled: Bool
        public let hasWeight: Bool
        public let weight: String
        public let isBehind: Bool
        public let isFull: Bool
    }

    static let start = 6.0
    static let length = 148.0

    static func fraction(_ value: Double) -> Double { value.isNaN ? 0 : min(1, max(0, value)) }
    static func position(_ value: Double) -> Double { start + length * fraction(value) }

    /// One decimal, with a full stop whatever the locale.
    static func write(_ value: Double) -> String {
        let tenths = Int((value * 10).rounded())
        return "\(tenths / 10).\(abs(tenths % 10))"
    }
}
