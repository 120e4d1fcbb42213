/// A clause as an officer has set it: where it begins and ends, and what it is.
public struct ClauseBoundary: Codable, Equatable, Sendable {
    /// Offset of the first Unicode scalar in the item's body.
    public var start: Int
    /// Offset after the last Unicode scalar.
    public var end: Int
    public var kind: Plan.Clause.Kind
    public var perDistrict: Bool

    public init(start: Int, end: Int, kind: Plan.Clause.Kind = .task, perDistrict: Bool = false) {
        self.start = start
        self.end = end
        self.kind = kind
        self.perDistrict = perDistrict
    }
}

extension Plan.Item {
    /// The item with the clauses that an officer has set; ids, offsets, texts, numbers, dates and deadlines are anew.
    ///
    /// Blanks at the ends of a boundary are left out of the clause.
    /// - Parameters:
    ///   - boundaries: the clauses in the order of the text.
    ///   - year: the plan's year, `Plan.Document.planYear`.
    /// - Returns: the item with clauses at exactly these boundaries.
    /// - Throws: `PlanTextError` when a boundary is empty, lies outside the body, or overlaps the one before.
    public func resegmented(at boundaries: [ClauseBoundary], year: Int?) throws(PlanTextError) -> Plan.Item {
        let scalars = Array(body.unicodeScalars)
        let responsibility = ResponsibilityText(item: self, year: year)
        let builder = ClauseBuilder(item: number, body: scalars, year: year, dueOfPlace: responsibility.due(at:))
        var clauses: [Plan.Clause] = []
        var previousEnd = 0
        for boundary in boundaries {
            guard boundary.start >= 0, boundary.start < boundary.end, boundary.end <= scalars.count else {
                throw .boundaryOutsideBody(
                    item: number, start: boundary.start, end: boundary.end, length: scalars.count)
            }
            guard boundary.start >= previousEnd else {
                throw .boundariesOverlap(item: number, start: boundary.start, previousEnd: previousEnd)
            }
            let range = scalars[boundary.start..<boundary.end].trimmedRange
            guard !range.isEmpty else {
                throw .boundaryOutsideBody(
                    item: number, start: boundary.start, end: boundary.end, length: scalars.count)
            }
            previousEnd = boundary.end
            clauses.append(
                builder.clause(
                    position: clauses.count + 1, range: range, kind: boundary.kind, isPerDistrict: boundary.perDistrict)
            )
        }
        var result = self
        result.clauses = clauses
        return result
    }
}
