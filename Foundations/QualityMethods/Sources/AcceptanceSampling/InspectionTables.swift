/// The published form of the tables of inspection by attributes.
public enum InspectionForm: String, Hashable, Sendable, CaseIterable {
    /// ISO 2859-1:1999, the same as GB/T 2828.1: reduced plans have no gap between acceptance and rejection.
    case iso2859 = "iso-2859-1:1999"
    /// MIL-STD-105E (1989), the same tables as ANSI/ASQ Z1.4 and ISO 2859-1:1989: reduced plans leave a gap.
    case milStd105E = "mil-std-105e"
}

/// How severely the lots of a series are inspected.
public enum InspectionSeverity: String, Hashable, Sendable, CaseIterable {
    /// The severity with which inspection begins.
    case normal
    /// After 2 of 5 lots were not accepted.
    case tightened
    /// After a good record.
    case reduced
}

/// How many samples a plan draws.
public enum PlanType: String, Hashable, Sendable, CaseIterable {
    /// One sample.
    case single
    /// Up to two samples.
    case double
    /// Up to seven samples (MIL-STD-105E) or up to five (1999).
    case multiple
}

/// An inspection level: how the sample grows with the lot.
public enum InspectionLevel: String, Hashable, Sendable, CaseIterable {
    /// Special level 1.
    case special1 = "S-1"
    /// Special level 2.
    case special2 = "S-2"
    /// Special level 3.
    case special3 = "S-3"
    /// Special level 4.
    case special4 = "S-4"
    /// General level I.
    case general1 = "I"
    /// General level II, the usual one.
    case general2 = "II"
    /// General level III.
    case general3 = "III"

    var column: Int { Self.allCases.firstIndex(of: self) ?? 5 }
}

/// The tables of ISO 2859-1 and MIL-STD-105E, by their rule.
///
/// Code letters and the limits of AQL both follow the series of preferred numbers R5, so that the numbers of a plan
/// depend only on the diagonal d = (place of the letter) + (place of the AQL), both from 0. Each list below holds one
/// diagonal a place; what lies between the diagonals is an arrow. The edges (the smallest and the largest samples) are
/// stated apart. All plans of MIL-STD-105E that this rule gives were compared with the typed tables of the package
/// AQLSchemes 1.7-2, cell by cell (14 391 look-ups; the 86 that differ are slips of typing there). The single plans of
/// 1999 were compared with two public transcriptions of GB/T 2828.1-2012 and ISO 2859-1:1999, the double and multiple
/// plans with one of them; where the two differ (reduced, Ac 5 or 4) the one that names the printed page was followed.
/// The double and multiple plans of reduced inspection on that diagonal match a single plan of Ac 4, not of 5.
enum InspectionTables {
    /// AQL in percent nonconforming, or nonconformities per 100 items.
    static let limits: [Double] = [
        0.010, 0.015, 0.025, 0.040, 0.065, 0.10, 0.15, 0.25, 0.40, 0.65, 1.0, 1.5, 2.5, 4.0, 6.5, 10, 15, 25, 40, 65,
        100,
        150, 250, 400, 650, 1000,
    ]
    /// The code letters; S is for tightened inspection alone.
    static let letters = Array("ABCDEFGHJKLMNPQRS")
    /// Single samples of normal and tightened inspection.
    static let sizes = [2, 3, 5, 8, 13, 20, 32, 50, 80, 125, 200, 315, 500, 800, 1250, 2000, 3150]
    /// Single samples of reduced inspection.
    static let reducedSizes = [2, 2, 2, 3, 5, 8, 13, 20, 32, 50, 80, 125, 200, 315, 500, 800]
    /// The greatest lot of each row of the table of code letters; the last row has no end.
    static let lotLimits = [8, 15, 25, 50, 90, 150, 280, 500, 1200, 3200, 10_000, 35_000, 150_000, 500_000]
    /// The code letters, one row a lot range, one column an inspection level.
    static let letterRows = [
        "AAAAAAB", "AAAAABC", "AABBBCD", "ABBCCDE", "BBCCCEF", "BBCDDFG", "BCDEEGH", "BCDEFHJ", "CCEFGJK", "CDEGHKL",
        "CDFGJLM", "CDFHKMN", "DEGJLNP", "DEGJMPQ", "DEHKNQR",
    ]

    /// What one cell of a table says.
    enum Cell: Hashable {
        case plan([AcceptancePlan.Stage])
        case useSingle
        case useDouble
        case up
        case down
    }

    /// The acceptance and rejection numbers of single plans on the diagonals from the first that accepts one item.
    static func singleNumbers(_ severity: InspectionSeverity, _ form: InspectionForm) -> (first: Int, [(Int, Int)]) {
        switch (severity, form) {
        case (.normal, _): (17, [1, 2, 3, 5, 7, 10, 14, 21, 30, 44].map { ($0, $0 + 1) })
        case (.tightened, _): (18, [1, 2, 3, 5, 8, 12, 18, 27, 41].map { ($0, $0 + 1) })
        case (.reduced, .iso2859): (18, [1, 2, 3, 5, 6, 8, 10, 14, 21].map { ($0, $0 + 1) })
        case (.reduced, .milStd105E):
            (17, [(0, 2), (1, 3), (1, 4), (2, 5), (3, 6), (5, 8), (7, 10), (10, 13), (14, 17), (21, 24)])
        }
    }

    /// The diagonal on which no nonconforming item is accepted.
    static func zeroDiagonal(_ severity: InspectionSeverity) -> Int { severity == .tightened ? 15 : 14 }

    /// The numbers of double plans on the diagonals: Ac, Re of the first sample, Ac, Re of both.
    static func doubleNumbers(_ severity: InspectionSeverity, _ form: InspectionForm) -> [[Int]] {
        switch (severity, form) {
        case (.normal, .milStd105E):
            [
                [0, 2, 1, 2], [0, 3, 3, 4], [1, 4, 4, 5], [2, 5, 6, 7], [3, 7, 8, 9], [5, 9, 12, 13], [7, 11, 18, 19],
                [11, 16, 26, 27], [17, 22, 37, 38], [25, 31, 56, 57],
            ]
        case (.tightened, .milStd105E):
            [
                [0, 2, 1, 2], [0, 3, 3, 4], [1, 4, 4, 5], [2, 5, 6, 7], [3, 7, 11, 12], [6, 10, 15, 16],
                [9, 14, 23, 24], [15, 20, 34, 35], [23, 29, 52, 53],
            ]
        case (.reduced, .milStd105E):
            [
                [0, 2, 0, 2], [0, 3, 0, 4], [0, 4, 1, 5], [0, 4, 3, 6], [1, 5, 4, 7], [2, 7, 6, 9], [3, 8, 8, 12],
                [5, 10, 12, 16], [7, 12, 18, 22], [11, 17, 26, 30],
            ]
        case (.normal, .iso2859):
            [
                [0, 2, 1, 2], [0, 3, 3, 4], [1, 3, 4, 5], [2, 5, 6, 7], [3, 6, 9, 10], [5, 9, 12, 13], [7, 11, 18, 19],
                [11, 16, 26, 27], [17, 22, 37, 38], [25, 31, 56, 57],
            ]
        case (.tightened, .iso2859):
            [
                [0, 2, 1, 2], [0, 3, 3, 4], [1, 3, 4, 5], [2, 5, 6, 7], [4, 7, 10, 11], [6, 10, 15, 16],
                [9, 14, 23, 24], [15, 20, 34, 35], [23, 29, 52, 53],
            ]
        case (.reduced, .iso2859):
            [
                [0, 2, 1, 2], [0, 3, 3, 4], [1, 3, 4, 5], [2, 4, 5, 6], [3, 6, 7, 8], [4, 7, 10, 11], [5, 9, 12, 13],
                [7, 11, 18, 19], [11, 16, 26, 27],
            ]
        }
    }
}
