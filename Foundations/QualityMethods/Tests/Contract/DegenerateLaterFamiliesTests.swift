import QualityMethods
import Testing

/// Every method of agreement, reliability, uncertainty and proficiency with inputs that leave it nothing to compute:
/// empty, single, constant, tied, zero, missing, NaN, infinite, huge and tiny values in each field, alone and in pairs.
///
/// The answer is a ``MethodProblem`` or values; a trap or an endless loop ends the test. NaN and infinities in the inputs
/// are always refused, and an outcome can always be written and explained.
@Suite("Degenerate inputs of the methods of families 5 to 8", .timeLimit(.minutes(20)))
struct DegenerateLaterFamiliesTests {
    private static let times: MethodValue = [1.2, 3.4, 2.2, 5.1, 0.7, 8.8]
    private static let failed: MethodValue = [1, 1, 0, 1, 1, 0]
    private static let ratings: MethodValue = [[1, 1, 2], [2, 2, 2], [1, 2, 1], [3, 3, 3], [2, 2, 1]]
    private static let laboratories: MethodValue = [[1.0, 1.1], [1.2, 1.1], [0.9, 1.0], [1.05, 1.2]]
    private static let fits: MethodValue = [
        "times": times, "failed": failed, "counts": [1, 1, 1, 2, 1, 1], "entries": [0, 0, 0, 0, 0, 0],
    ]

    /// Inputs with which each method runs.
    private static let sound: [String: MethodValue] = [
        "agreement/cohen-kappa": ["data": ratings, "categories": [1, 2, 3]],
        "agreement/fleiss-kappa": ["data": ratings, "weights": "ordinal"],
        "agreement/gwet": ["data": ratings, "weights": "linear", "categories": [1, 2, 3]],
        "agreement/krippendorff-alpha": ["data": ratings, "metric": "ratio"],
        "agreement/kendall-w": ["data": ratings],
        "agreement/intraclass": ["data": ratings],
        "reliability/life-fit": with(fits, ["at": [2], "failing": [0.1], "exits": [.null, 40, 40, 40, 40, 40]]),
        "reliability/weibull-threshold": ["times": [5.2, 6.1, 7.7, 9.9, 14.2, 21], "failed": [1, 1, 1, 1, 1, 1]],
        "reliability/rank-regression": ["failures": [1, 2, 4], "suspensions": [3]],
        "reliability/kaplan-meier": ["times": times, "failed": failed, "entries": [0, 0, 0, 0, 0, 0], "at": [2]],
        "reliability/turnbull": ["lower": [0, 1, 2, .null], "upper": [1, 3, .null, 2]],
        "reliability/log-rank": ["times": times, "failed": failed, "groups": [0, 0, 0, 1, 1, 1]],
        "reliability/crow-amsaa": ["times": times, "end": 10],
        "reliability/accelerated-life": with(
            fits,
            [
                "celsius": [60, 60, 85, 85, 110, 110], "stress": [1, 1, 2, 2, 3.5, 3], "law": "eyring",
                "useCelsius": 25,
                "useStress": 1,
            ]),
        "reliability/warranty-forecast": with(fits, ["units": [100, 50], "ages": [1, 2], "horizon": 1, "limit": 5]),
        "reliability/demonstration-units": ["reliability": 0.9, "confidence": 0.9, "allowedFailures": 1],
        "reliability/mtbf-bounds": ["totalTime": 100, "failures": 2],
        "reliability/test-plan": ["upperMTBF": 300, "lowerMTBF": 100],
        "reliability/demonstration-time": ["mtbf": 100, "allowedFailures": 1],
        "reliability/weibull-demonstration": [
            "units": 22, "reliability": 0.9, "missionTime": 1, "shape": 2, "allowedFailures": 0,
        ],
        "reliability/success-bounds": ["successes": 29, "trials": 30],
        "uncertainty/budget": [
            "model": "y = a*b/c", "inputs": quantities,
            "correlations": [["first": "a", "second": "c", "coefficient": 0.5]],
        ],
        "uncertainty/monte-carlo": [
            "model": "y = a*b/c", "inputs": quantities, "draws": 500, "region": true,
            "correlations": [["first": "a", "second": "c", "coefficient": 0.5]],
        ],
        "uncertainty/calibration-line": [
            "x": [1, 2, 3, 4], "y": [1.1, 1.9, 3.2, 3.9], "xUncertainties": [0.1, 0.1, 0.1, 0.1],
            "yUncertainties": [0.1, 0.1, 0.1, 0.1], "reading": 2.2,
        ],
        "uncertainty/calibration-curve": [
            "x": [1, 2, 3, 4, 5], "y": [1.1, 1.9, 3.2, 3.9, 5.2], "degree": 2, "reading": 2.2, "at": [2.5],
            "yUncertainties": [0.1, 0.1, 0.1, 0.1, 0.1], "readingUncertainty": 0.1,
        ],
        "uncertainty/conformity": [
            "value": 1, "uncertainty": 0.1, "degreesOfFreedom": 5, "lower": 0, "upper": 2, "processMean": 1,
            "processDeviation": 0.5,
        ],
        "proficiency/robust-estimates": ["values": times],
        "proficiency/scores": [
            "results": times, "assigned": 2, "deviation": 1, "assignedUncertainty": 0.1,
            "uncertainties": [0.1, 0.1, 0.1, 0.1, 0.1, 0.1],
        ],
        "proficiency/homogeneity": ["items": laboratories, "deviation": 0.3, "after": [1, 1.1, 0.9]],
        "proficiency/mandel": ["laboratories": laboratories],
        "proficiency/outliers": ["values": times, "test": "cochran", "replicates": 2],
        "proficiency/precision": ["laboratories": laboratories],
        "proficiency/key-comparison": ["values": times, "uncertainties": [0.1, 0.1, 0.1, 0.1, 0.1, 0.1]],
        "proficiency/key-comparison-median": [
            "values": times, "uncertainties": [0.1, 0.1, 0.1, 0.1, 0.1, 0.1], "draws": 1000,
        ],
        "proficiency/consensus": ["values": times, "uncertainties": [0.1, 0.1, 0.1, 0.1, 0.1, 0.1]],
        "proficiency/algorithm-s": ["deviations": times, "degreesOfFreedom": 1],
        "proficiency/q-hampel": ["laboratories": laboratories],
    ]
    private static let quantities: MethodValue = [
        ["name": "a", "value": 1, "uncertainty": 0.1, "degreesOfFreedom": 5],
        ["name": "b", "distribution": "tabulated", "values": [1, 2, 4], "probabilities": [0, 0.5, 1]],
        ["name": "c", "value": 3, "uncertainty": 0.1],
    ]

    private static func with(_ value: MethodValue, _ more: [String: MethodValue]) -> MethodValue {
        .object((value.asObject ?? [:]).merging(more) { _, new in new })
    }

    private static let numbers: [MethodValue] = [
        0, -0.0, 1, -1, 0.5, 1e308, -1e308, 5e-324, 1e-300, 1e15, 9.3e18, .null, .number(.nan), .number(.infinity),
        .number(-.infinity), .integer(Int.max), .integer(Int.min), "x", true,
    ]

    /// What a field's value becomes.
    private func variants(_ value: MethodValue) -> [MethodValue] {
        switch value {
        case .number, .integer: return Self.numbers + [[]]
        case .text: return ["", .null, "y = a/0", "y = log(-a)", "y = exp(a*1e5)", "q", 1]
        case .boolean: return [true, false, .null, 2]
        case .list(let list):
            var result: [MethodValue] = [
                [], .list(Array(list.prefix(1))), .list(Array(list.prefix(2))), .list(list + list),
                .list(list.map { _ in list[0] }), .list(list + [[]]), .null, 3,
            ]
            for number in Self.numbers {
                result.append(.list(list.map { $0.asList.map { .list($0.map { _ in number }) } ?? number }))
            }
            for replacement in list.first.map({ variants($0) }) ?? [] {
                result.append(.list([replacement] + list.dropFirst()))
                result.append(.list(list.dropLast() + [replacement]))
                result.append([replacement])
            }
            return result
        case .object(let members):
            return members.keys.sorted().flatMap { name in
                variants(members[name] ?? .null).map { .object(members.merging([name: $0]) { _, new in new }) }
            } + [.null, [:]]
        case .null: return [1]
        }
    }

    private func holdsNonfinite(_ value: MethodValue) -> Bool {
        switch value {
        case .number(let number): !number.isFinite
        case .list(let list): list.contains { holdsNonfinite($0) }
        case .object(let members): members.values.contains { holdsNonfinite($0) }
        default: false
        }
    }

    private func run(_ name: String, _ inputs: MethodValue) {
        do {
            let outcome = try MethodRegistry.run(name, inputs)
            #expect(!outcome.json().isEmpty)
            #expect(!holdsNonfinite(inputs), "\(name) took \(inputs.json())")
        } catch {
            #expect(!error.message(.en).isEmpty && !error.message(.zhHans).isEmpty)
        }
    }

    @Test("every method of the four families has sound inputs here, and runs with them")
    func coverage() throws {
        let families = [
            AgreementFamily.methods, ReliabilityFamily.methods, UncertaintyFamily.methods, ProficiencyFamily.methods,
        ]
        for method in families.joined() {
            let inputs = try #require(Self.sound[method.name], "\(method.name) has no sound inputs")
            let outcome = try method.run(inputs)
            #expect(!outcome.explanation.explain(.en).isEmpty && !outcome.explanation.explain(.zhHans).isEmpty)
            #expect(Set(outcome.values.keys) == Set(method.outputs.map(\.name)), "\(method.name)")
        }
    }

    @Test("each field degenerate, alone", arguments: sound.keys.sorted())
    func alone(name: String) throws {
        let members = try #require(Self.sound[name]?.asObject)
        for field in members.keys.sorted() {
            for variant in variants(members[field] ?? .null) {
                run(name, .object(members.merging([field: variant]) { _, new in new }))
            }
            run(name, .object(members.filter { $0.key != field }))
        }
        run(name, [:])
        run(name, .null)
    }

    @Test("each choice with constant, huge and tiny numbers", arguments: sound.keys.sorted())
    func choices(name: String) throws {
        let members = try #require(Self.sound[name]?.asObject)
        let method = try #require(MethodRegistry.method(named: name))
        for field in method.inputs {
            guard case .choice(let choices) = field.shape else { continue }
            for choice in choices {
                let chosen = members.merging([field.name: .text(choice)]) { _, new in new }
                run(name, .object(chosen))
                for (other, value) in members.sorted(by: { $0.key < $1.key }) {
                    guard let list = value.asList, !list.isEmpty else { continue }
                    for number in [0, 1, -1, 1e308, 5e-324, 1e-300] as [MethodValue] {
                        let flat = MethodValue.list(
                            list.map { $0.asList.map { .list($0.map { _ in number }) } ?? number })
                        run(name, .object(chosen.merging([other: flat]) { _, new in new }))
                        let mixed = MethodValue.list(
                            [list[0].asList.map { .list($0.map { _ in number }) } ?? number]
                                + list.dropFirst())
                        run(name, .object(chosen.merging([other: mixed]) { _, new in new }))
                    }
                }
            }
        }
    }
}
