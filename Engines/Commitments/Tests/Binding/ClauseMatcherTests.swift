import Testing

@testable import Commitments

@Suite struct ClauseMatcherTests {
    private typealias Matcher = ClauseMatcher

    /// Items with their clauses, as either side of a binding.
    private struct Side {
        let items: [(number: Int, title: String, clauses: [String])]

        var known: [Matcher.Item] {
            items.map { Matcher.Item(number: $0.number, text: $0.title + $0.clauses.joined(separator: "，")) }
        }
        var deliverables: [Matcher.Deliverable] {
            items.flatMap { item in
                item.clauses.enumerated().map { index, text in
                    Matcher.Deliverable(key: "\(item.title)/\(index + 1)", item: item.number, text: text, anchors: [])
                }
            }
        }
        var clauses: [Matcher.Clause] {
            items.flatMap { item in
                item.clauses.enumerated().map { index, text in
                    Matcher.Clause(id: "\(item.number)-\(index + 1)", item: item.number, text: text, isGoal: false)
                }
            }
        }
    }

    private func bind(_ pack: Side, to plan: Side) -> [String: Binding] {
        let bindings = Matcher().bind(pack.deliverables, of: pack.known, to: plan.clauses, of: plan.known)
        #expect(bindings.map(\.deliverable) == pack.deliverables.map(\.key), "one binding for each, in their order")
        return Dictionary(bindings.map { ($0.deliverable, $0) }, uniquingKeysWith: { first, _ in first })
    }

    private let pack = Side(items: [
        (1, "监督", ["开展重点产品质量监督抽查", "公布不合格产品名单", "督促企业召回缺陷产品"]),
        (2, "人才", ["举办首席质量官培训班", "建立质量专家智库"]),
    ])

    @Test("the same words bind to themselves, all of them matched")
    func same() {
        let bindings = bind(pack, to: pack)
        #expect(bindings["监督/1"]?.clause == "1-1" && bindings["监督/3"]?.clause == "1-3")
        #expect(bindings["人才/2"]?.clause == "2-2")
        #expect(bindings.values.allSatisfy { $0.state == .matched && $0.similarity == 1 })
    }

    @Test("renumbered items bind by what they say")
    func renumbered() {
        let plan = Side(items: [
            (1, "人才", pack.items[1].clauses), (2, "全新事项", ["修建健身步道"]), (3, "监督", pack.items[0].clauses),
        ])
        let bindings = bind(pack, to: plan)
        #expect(bindings["监督/1"]?.clause == "3-1" && bindings["监督/2"]?.clause == "3-2")
        #expect(bindings["人才/1"]?.clause == "1-1" && bindings["人才/2"]?.clause == "1-2")
    }

    @Test("swapped clauses bind by what they say, not by where they stand")
    func swapped() {
        let plan = Side(items: [
            (1, "监督", pack.items[0].clauses.reversed()), (2, "人才", pack.items[1].clauses.reversed()),
        ])
        let bindings = bind(pack, to: plan)
        #expect(bindings["监督/1"]?.clause == "1-3" && bindings["监督/3"]?.clause == "1-1")
        #expect(bindings["人才/1"]?.clause == "2-2")
        #expect(bindings.values.allSatisfy { $0.state == .matched })
    }

    @Test("reworded clauses still bind, and what is not sure is marked")
    func reworded() {
        let plan = Side(items: [
            (1, "加强监督", ["对重点产品实施质量监督抽查", "及时公布不合格产品", "引导企业主动召回有缺陷的产品"]),
            (2, "人才队伍", ["办好首席质量官培训", "组建质量专家库"]),
        ])
        let bindings = bind(pack, to: plan)
        for (key, clause) in [
            ("监督/1", "1-1"), ("监督/2", "1-2"), ("监督/3", "1-3"), ("人才/1", "2-1"), ("人才/2", "2-2"),
        ] { #expect(bindings[key]?.clause == clause, "\(key)") }
        #expect(bindings.values.allSatisfy { $0.similarity < 1 && $0.state != .unmatched })
    }

    @Test("nothing alike is unmatched, whatever the place and the number")
    func nothingAlike() {
        let plan = Side(items: [(1, "绿化", ["植树三千棵", "修建公园"]), (2, "交通", ["新开公交线路"])])
        for binding in bind(pack, to: plan).values {
            #expect(binding == Binding(deliverable: binding.deliverable, clause: nil, similarity: 0, state: .unmatched))
        }
        #expect(bind(pack, to: Side(items: [])).values.allSatisfy { $0.state == .unmatched })
        #expect(bind(pack, to: Side(items: [(1, "监督", [])])).values.allSatisfy { $0.state == .unmatched })
    }

    @Test("where there are more deliverables than clauses the best ones bind, and the rest are unmatched")
    func moreDeliverables() {
        let plan = Side(items: [(1, "监督", ["督促企业召回缺陷产品"]), (2, "人才", pack.items[1].clauses)])
        let bindings = bind(pack, to: plan)
        #expect(bindings["监督/3"]?.clause == "1-1" && bindings["监督/3"]?.state == .matched)
        #expect(bindings["监督/1"]?.state == .unmatched && bindings["监督/2"]?.state == .unmatched)
    }

    @Test("a clause that is as like to another one is doubtful, never matched")
    func ties() {
        let twice = Side(items: [(1, "抽查", ["开展食品监督抽查"])])
        let plan = Side(items: [(1, "抽查", ["开展食品监督抽查", "开展食品监督抽查"])])
        let bindings = bind(twice, to: plan)
        #expect(bindings["抽查/1"]?.clause == "1-1", "of two that are equal the one in the same place")
        #expect(bindings["抽查/1"]?.state == .doubtful)
    }

    @Test("terms of art find a clause that shares nothing else")
    func anchors() {
        let deliverable = Matcher.Deliverable(key: "a/b", item: 1, text: "落实长三角协作", anchors: ["长三角", "CNAS"])
        let clauses = [
            Matcher.Clause(id: "1-1", item: 1, text: "深化区域合作机制", isGoal: false),
            Matcher.Clause(id: "1-2", item: 1, text: "推进长三角CNAS互认", isGoal: false),
        ]
        let items = [Matcher.Item(number: 1, text: "区域协作长三角")]
        let bindings = Matcher().bind([deliverable], of: items, to: clauses, of: items)
        #expect(bindings.first?.clause == "1-2")
    }

    @Test("of two clauses that are equally like and equally near, work goes before purpose", arguments: [1, 2])
    func goals(goal: Int) {
        let deliverables = ["开展监督抽查", "提升服务质量", "建立专家智库"].enumerated().map {
            Matcher.Deliverable(key: "a/\($0)", item: 1, text: $1, anchors: [])
        }
        let clauses = ["开展监督抽查", "提升服务质量", "提升服务质量", "建立专家智库"].enumerated().map {
            Matcher.Clause(id: "1-\($0)", item: 1, text: $1, isGoal: $0 == goal)
        }
        let items = [Matcher.Item(number: 1, text: "提升服务质量")]
        let bindings = Matcher().bind(deliverables, of: items, to: clauses, of: items)
        #expect(bindings.map(\.clause) == ["1-0", "1-\(3 - goal)", "1-3"])
    }
}
