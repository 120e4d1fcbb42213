import Testing

@testable import PlanText

/// Clauses that an officer has set.
struct ClauseBoundaryTests {
    private func item() throws -> Plan.Item {
        try #require(try PlanReader.read("某市2024年要点\n（七）办学。6月底前新建学校2所，招聘教师60名。（责任单位：市教委；完成时限：9月底前）").plan.items.first)
    }

    @Test("setting the clauses as they were read changes nothing")
    func identity() throws {
        let item = try item()
        let boundaries = item.clauses.map {
            ClauseBoundary(start: $0.start, end: $0.end, kind: $0.kind, perDistrict: $0.perDistrict)
        }
        #expect(try item.resegmented(at: boundaries, year: 2024) == item)
    }

    @Test("ids, offsets, numbers, dates and deadlines follow the new boundaries")
    func joined() throws {
        let item = try item()
        let end = try #require(item.clauses.last?.end)
        let corrected = try item.resegmented(at: [ClauseBoundary(start: 0, end: end, kind: .goal)], year: 2024)
        let clause = try #require(corrected.clauses.first)
        #expect(corrected.clauses.count == 1)
        #expect(clause.id == "07-01")
        #expect(clause.kind == .goal)
        #expect(clause.numbers.map(\.value) == [2, 60])
        #expect(clause.due?.description == "2024-06-30")
        #expect(clause.text == "6月底前新建学校2所，招聘教师60名")
    }

    @Test("boundaries outside the body or overlapping are refused")
    func refused() throws {
        let item = try item()
        let length = item.body.unicodeScalars.count
        #expect(throws: PlanTextError.boundaryOutsideBody(item: 7, start: 0, end: length + 1, length: length)) {
            try item.resegmented(at: [ClauseBoundary(start: 0, end: length + 1)], year: nil)
        }
        #expect(throws: PlanTextError.boundaryOutsideBody(item: 7, start: 3, end: 3, length: length)) {
            try item.resegmented(at: [ClauseBoundary(start: 3, end: 3)], year: nil)
        }
        #expect(throws: PlanTextError.boundariesOverlap(item: 7, start: 4, previousEnd: 5)) {
            try item.resegmented(at: [ClauseBoundary(start: 0, end: 5), ClauseBoundary(start: 4, end: 8)], year: nil)
        }
    }
}
