import QualityMath
import QualityMethods
import Testing

@Suite("Tables of inspection by attributes")
struct InspectionTablesTests {
    static let limits: [Double] = [
        0.010, 0.015, 0.025, 0.040, 0.065, 0.10, 0.15, 0.25, 0.40, 0.65, 1.0, 1.5, 2.5, 4.0, 6.5, 10, 15, 25, 40, 65,
        100,
        150, 250, 400, 650, 1000,
    ]
    static let letters = Array("ABCDEFGHJKLMNPQR")

    static func plan(
        _ letter: Character, _ limit: Double, _ severity: InspectionSeverity = .normal, _ type: PlanType = .single,
        _ form: InspectionForm = .milStd105E
    ) throws -> TabulatedPlan {
        try TabulatedPlan(
            codeLetter: letter, acceptanceQualityLimit: limit, severity: severity, type: type, form: form)
    }

    // Spot values read from MIL-STD-105E (1989), tables I and II-A to II-C, a public document.
    @Test("a lot of 1201 to 3200 at level II has the letter K")
    func codeLetters() throws {
        #expect(try TabulatedPlan.codeLetter(lotSize: 1201, level: .general2) == "K")
        #expect(try TabulatedPlan.codeLetter(lotSize: 3200, level: .general2) == "K")
        #expect(try TabulatedPlan.codeLetter(lotSize: 2, level: .general3) == "B")
        #expect(try TabulatedPlan.codeLetter(lotSize: 500_001, level: .general3) == "R")
        #expect(try TabulatedPlan.codeLetter(lotSize: 91, level: .special4) == "D")
        #expect(throws: MethodProblem.self) { try TabulatedPlan.codeLetter(lotSize: 1, level: .general2) }
    }

    @Test("single plans of letter K at AQL 1.0 are 125 with 3/4, 125 with 2/3, and 50 with 1/4 or 2/3")
    func letterK() throws {
        #expect(try Self.plan("K", 1).plan == AcceptancePlan(sampleSize: 125, acceptance: 3))
        #expect(try Self.plan("K", 1, .tightened).plan == AcceptancePlan(sampleSize: 125, acceptance: 2))
        let gap = try Self.plan("K", 1, .reduced).plan
        #expect(gap.stages == [.init(sampleSize: 50, acceptance: 1, rejection: 4)])
        #expect(gap.hasGap)
        #expect(
            try Self.plan("K", 1, .reduced, .single, .iso2859).plan == AcceptancePlan(sampleSize: 50, acceptance: 2))
    }

    @Test("arrows lead to the first plan below or above, with its own sample")
    func arrows() throws {
        #expect(try Self.plan("K", 0.15).plan == AcceptancePlan(sampleSize: 80, acceptance: 0))
        #expect(try Self.plan("K", 0.25).plan == AcceptancePlan(sampleSize: 200, acceptance: 1))
        #expect(try Self.plan("A", 10).planLetter == "C")
        #expect(try Self.plan("A", 10, .tightened).plan == AcceptancePlan(sampleSize: 8, acceptance: 1))
        #expect(try Self.plan("R", 0.015).plan == AcceptancePlan(sampleSize: 800, acceptance: 0))
        #expect(try Self.plan("R", 0.025, .tightened).plan == AcceptancePlan(sampleSize: 3150, acceptance: 1))
        #expect(try Self.plan("R", 1000).plan == AcceptancePlan(sampleSize: 3, acceptance: 44))
    }

    @Test("double plans are half as large twice, and fall back to single ones with acceptance number 0")
    func doublePlans() throws {
        let plan = try Self.plan("K", 4, .normal, .double)
        #expect(
            plan.plan.stages == [
                .init(sampleSize: 80, acceptance: 5, rejection: 9),
                .init(sampleSize: 80, acceptance: 12, rejection: 13),
            ])
        let zero = try Self.plan("K", 0.10, .normal, .double)
        #expect(zero.type == .single)
        #expect(zero.plan == (try AcceptancePlan(sampleSize: 125, acceptance: 0)))
        #expect(
            try Self.plan("J", 1, .normal, .double, .iso2859).plan.stages.map(\.acceptance) == [0, 3])
        // The 1999 form changed the plan for the acceptance number 3.
        #expect(try Self.plan("K", 1, .normal, .double).plan.stages[0].rejection == 4)
        #expect(try Self.plan("K", 1, .normal, .double, .iso2859).plan.stages[0].rejection == 3)
    }

    @Test("multiple plans have seven stages, and fall back to double or single ones where the sample is too small")
    func multiplePlans() throws {
        let plan = try Self.plan("K", 1, .normal, .multiple).plan
        #expect(plan.stages.map(\.sampleSize) == [32, 32, 32, 32, 32, 32, 32])
        #expect(plan.stages.map(\.acceptance) == [-1, 0, 1, 2, 3, 4, 6])
        #expect(plan.stages.map(\.rejection) == [3, 3, 4, 5, 6, 6, 7])
        #expect(try Self.plan("C", 25, .normal, .multiple).type == .double)
        #expect(try Self.plan("A", 25, .normal, .multiple).type == .single)
        #expect(throws: MethodProblem.self) { try Self.plan("K", 1.1) }
        #expect(throws: MethodProblem.self) { try Self.plan("I", 1) }
    }

    // Rows of GB/T 2828.1-2012, tables 2-A to 2-C, AQL 0.010 to 10, arrows resolved: letter, sample/Ac. Read from a public
    // transcription that names the printed pages 15 to 17.
    @Test("rows of the single tables of 1999 are those of GB/T 2828.1-2012")
    func rowsOf1999() throws {
        let zeros = "Q500/0 P315/0 N200/0 M125/0 L80/0 K50/0 J32/0"
        let rows: [(InspectionSeverity, Character, String)] = [
            (.reduced, "A", zeros + " H20/0 G13/0 F8/0 E5/0 D3/0 C2/0 B2/0 A2/0 D3/1"),
            (.reduced, "C", zeros + " H20/0 G13/0 F8/0 E5/0 D3/0 C2/0 B2/0 E5/1 D3/1"),
            (.reduced, "F", zeros + " H20/0 G13/0 F8/0 E5/0 H20/1 G13/1 F8/1 F8/2 F8/3"),
            (.reduced, "K", zeros + " M125/1 L80/1 K50/1 K50/2 K50/3 K50/5 K50/6 K50/8 K50/10"),
            (
                .reduced, "Q",
                "Q500/0 P315/0 N200/0 R800/1 Q500/1 Q500/2 Q500/3 Q500/5 Q500/6 Q500/8 Q500/10 P315/10 N200/10 M125/10"
                    + " L80/10 K50/10"
            ),
            (
                .normal, "L",
                "Q1250/0 P800/0 N500/0 M315/0 L200/0 K125/0 M315/1 L200/1 L200/2 L200/3 L200/5 L200/7 L200/10 L200/14"
                    + " L200/21 K125/21"
            ),
            (
                .tightened, "Q",
                "R2000/0 Q1250/0 S3150/1 R2000/1 Q1250/1 Q1250/2 Q1250/3 Q1250/5 Q1250/8 Q1250/12 Q1250/18 P800/18"
                    + " N500/18 M315/18 L200/18 K125/18"
            ),
        ]
        for (severity, letter, row) in rows {
            let found = try Self.limits.prefix(16).map { limit in
                let plan = try Self.plan(letter, limit, severity, .single, .iso2859)
                return "\(plan.planLetter)\(plan.plan.totalSampleSize)/\(plan.plan.stages[0].acceptance)"
            }
            #expect(found.joined(separator: " ") == row, "\(severity) \(letter)")
        }
    }

    // Spot values of ISO 2859-1:1999, tables 3-C, 4-A, 4-B and 4-C, from a public transcription.
    @Test("the 1999 form has five samples in multiple plans, and double plans for reduced inspection")
    func plansOf1999() throws {
        let multiple = try Self.plan("K", 1, .normal, .multiple, .iso2859).plan
        #expect(multiple.stages.map(\.sampleSize) == [32, 32, 32, 32, 32])
        #expect(multiple.stages.map(\.acceptance) == [-1, 0, 1, 2, 4])
        #expect(multiple.stages.map(\.rejection) == [3, 3, 4, 5, 5])
        let tightened = try Self.plan("R", 0.025, .tightened, .multiple, .iso2859)
        #expect(tightened.planLetter == "S")
        #expect(tightened.plan.stages.map(\.sampleSize) == [800, 800, 800, 800, 800])
        #expect(tightened.plan.stages.map(\.acceptance) == [-1, 0, 0, 0, 1])
        let reduced = try Self.plan("K", 4, .reduced, .double, .iso2859).plan
        #expect(
            reduced.stages == [
                .init(sampleSize: 32, acceptance: 3, rejection: 6), .init(sampleSize: 32, acceptance: 7, rejection: 8),
            ])
        let five = try Self.plan("K", 10, .reduced, .multiple, .iso2859).plan
        #expect(five.stages.map(\.sampleSize) == [13, 13, 13, 13, 13])
        #expect(five.stages.map(\.rejection) == [5, 8, 10, 12, 13])
        #expect(try Self.plan("E", 10, .reduced, .multiple, .iso2859).type == .double)
        #expect(try Self.plan("C", 40, .reduced, .double, .iso2859).type == .single)
        #expect(try Self.plan("K", 0.1, .reduced, .multiple, .iso2859).type == .single)
    }

    @Test("every cell of every table resolves to a plan that obeys the rules of plans")
    func completeness() throws {
        for form in InspectionForm.allCases {
            for severity in InspectionSeverity.allCases {
                for type in PlanType.allCases {
                    for letter in Self.letters {
                        for limit in Self.limits {
                            let found = try Self.plan(letter, limit, severity, type, form)
                            #expect(try AcceptancePlan(stages: found.plan.stages) == found.plan)
                            #expect(!found.plan.hasGap || form == .milStd105E && severity == .reduced)
                        }
                    }
                }
            }
        }
    }

    @Test("down a letter the acceptance number never falls, and across the AQL never either at the plan's own letter")
    func monotone() throws {
        for form in InspectionForm.allCases {
            for severity in InspectionSeverity.allCases {
                for limit in Self.limits {
                    let numbers = try Self.letters.map { try Self.plan($0, limit, severity, .single, form).plan }
                    for (small, large) in zip(numbers, numbers.dropFirst()) {
                        #expect(small.stages[0].acceptance <= large.stages[0].acceptance)
                    }
                }
                for letter in Self.letters {
                    let found = try Self.limits.map { try Self.plan(letter, $0, severity, .single, form) }
                        .filter { $0.planLetter == letter }
                    for (left, right) in zip(found, found.dropFirst()) {
                        #expect(left.plan.stages[0].rejection < right.plan.stages[0].rejection)
                    }
                }
            }
        }
    }

    @Test("tightened accepts less than normal and normal less than reduced, at the AQL and four times it")
    func severities() throws {
        for letter in Self.letters {
            for limit in Self.limits where limit <= 10 {
                for quality in [limit / 100, 4 * limit / 100] {
                    let accepted = try InspectionSeverity.allCases.map {
                        try Self.plan(letter, limit, $0, .single, .iso2859).plan
                            .performance(at: quality, model: .poisson).acceptance
                    }
                    #expect(accepted[1] <= accepted[0] + 1e-12, "\(letter) \(limit)")
                    // At the AQL the two differ by less than 0.005 for the greatest numbers, in either direction.
                    let slack = quality > limit / 100 ? 1e-12 : 0.005
                    #expect(accepted[0] <= accepted[2] + slack, "\(letter) \(limit)")
                }
            }
        }
    }

    @Test("at the AQL normal plans accept 86 % or more, as the standard's curves do")
    func acceptanceAtLimit() throws {
        for letter in Self.letters {
            for limit in Self.limits where limit <= 10 {
                let found = try Self.plan(letter, limit)
                let accepted = try found.plan.performance(at: limit / 100, model: .poisson).acceptance
                #expect(accepted > 0.86 && accepted < 0.9999, "\(letter) \(limit) \(accepted)")
            }
        }
    }

    @Test("double and multiple plans follow the curve of their single plan within a tenth")
    func matching() throws {
        for (form, type) in [
            (InspectionForm.milStd105E, PlanType.double), (.milStd105E, .multiple), (.iso2859, .double),
            (.iso2859, .multiple),
        ] {
            for severity in InspectionSeverity.allCases where severity != .reduced || form == .iso2859 {
                for limit in Self.limits where limit <= 10 {
                    // The reduced plans of 1999 on this diagonal match a single plan of Ac 4 (see the tables).
                    if severity == .reduced, limit == 1.5 { continue }
                    let other = try Self.plan("L", limit, severity, type, form)
                    guard other.type == type else { continue }
                    let single = try Self.plan("L", limit, severity, .single, form).plan
                    for probability in [0.9, 0.5, 0.1] {
                        let quality = try single.quality(acceptedWith: probability, model: .poisson)
                        let got = try other.plan.performance(at: quality, model: .poisson).acceptance
                        #expect(abs(got - probability) < 0.12, "\(form) \(type) \(severity) \(limit) \(got)")
                    }
                }
            }
        }
    }
}
