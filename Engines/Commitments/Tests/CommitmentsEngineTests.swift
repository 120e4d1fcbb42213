import Kernel
import Testing

@testable import Commitments

@Suite struct CommitmentsEngineTests {
    @Test("a record's reference leads to its page")
    func links() throws {
        func href(_ kind: String, _ identity: String) -> String? {
            CommitmentsEngine.link(to: RecordReference(kind: kind, identity: identity), plan: "2021-1")?.href
        }
        #expect(href("item", "2021-2/17") == "/plans/2021-2/items/17")
        #expect(href("clause", "2021-2/17-03") == "/plans/2021-2/items/17#clause-17-03")
        #expect(href("deliverable", "work-system/list") == "/plans/2021-1/deliverables/work-system%3Alist")
        #expect(href("unit", "QWLG_OFFICE_M") == "/plans/2021-1/units/QWLG_OFFICE_M")
        #expect(href("plan", "2021-2") == "/plans/2021-2")
        let draft = "01888888-0000-7000-8000-000000000000"
        #expect(href("plan-import", draft) == "/imports/\(draft)")
        for (kind, identity) in [("plan-import", "x"), ("item", "2021-2"), ("item", "a/b/c"), ("moon", "1")] {
            #expect(href(kind, identity) == nil, "\(kind) \(identity)")
        }
    }

    @Test("every verb is named by what it does, once, and every route asks for a permission that somebody holds")
    func declarations() {
        let imports: Set = [
            "demonstration.record", "pack.load", "plan-import.bind", "plan-import.correct", "plan-import.discard",
            "plan-import.start", "plan.commit",
        ]
        let steps = Set(AssignmentStep.Kind.allCases.map { "assignment.\($0.rawValue)" })
        #expect(
            Set(CommitmentsEngine.verbs.map(\.name)).isSuperset(
                of: imports.union(steps).union(["lead.agree", "assignment.establish"])))
        var policy = PermissionPolicy()
        CommitmentsEngine.grant(in: &policy)
        let held = Dictionary(uniqueKeysWithValues: policy.listing.map { ($0.permission, Set($0.roles)) })
        #expect(held[CommitmentsRoutes.importPlans] == [.office])
        #expect(
            held[CommitmentsRoutes.readPlans] == [
                .office, .leader, .unitLeader, .liaison, .districtOfficer, .reviewer, .analyst,
            ])
    }
}
