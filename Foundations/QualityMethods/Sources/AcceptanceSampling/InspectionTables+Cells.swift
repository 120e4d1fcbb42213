extension InspectionTables {
    /// The acceptance and rejection numbers of multiple plans on the diagonals: seven stages of MIL-STD-105E, five of
    /// 1999; -1 where acceptance is not permitted yet.
    static func multipleNumbers(
        _ severity: InspectionSeverity, _ form: InspectionForm
    ) -> [(accept: [Int], reject: [Int])] {
        form == .iso2859 ? fiveStages(severity) : sevenStages(severity)
    }

    /// Table 4 of ISO 2859-1:1999.
    private static func fiveStages(_ severity: InspectionSeverity) -> [(accept: [Int], reject: [Int])] {
        // The first four diagonals of normal and tightened inspection, and the first three of reduced, are the same.
        let small: [([Int], [Int])] = [
            ([-1, 0, 0, 0, 1], [2, 2, 2, 2, 2]), ([-1, 0, 0, 1, 3], [2, 3, 3, 3, 4]),
            ([-1, 0, 1, 2, 4], [3, 3, 4, 5, 5]), ([-1, 1, 2, 4, 6], [4, 5, 6, 7, 7]),
        ]
        let large: [([Int], [Int])] =
            switch severity {
            case .normal:
                [
                    ([0, 1, 3, 5, 9], [4, 6, 8, 9, 10]), ([0, 3, 6, 9, 12], [5, 8, 10, 12, 13]),
                    ([1, 4, 8, 12, 18], [7, 10, 13, 17, 19]), ([2, 7, 13, 20, 26], [9, 14, 19, 25, 27]),
                    ([4, 11, 19, 28, 37], [12, 19, 27, 34, 38]), ([6, 17, 29, 40, 56], [16, 27, 38, 48, 57]),
                ]
            case .tightened:
                [
                    ([0, 2, 4, 6, 10], [4, 7, 9, 11, 11]), ([0, 3, 7, 11, 15], [6, 9, 12, 15, 16]),
                    ([1, 6, 11, 16, 23], [8, 12, 17, 22, 24]), ([3, 10, 17, 25, 34], [10, 17, 24, 31, 35]),
                    ([6, 16, 26, 38, 52], [15, 25, 35, 45, 53]),
                ]
            case .reduced:
                [
                    ([-1, 1, 2, 3, 5], [3, 4, 5, 5, 6]), ([0, 1, 2, 4, 7], [4, 6, 7, 8, 8]),
                    ([0, 2, 4, 6, 10], [4, 7, 9, 11, 11]), ([0, 3, 6, 9, 12], [5, 8, 10, 12, 13]),
                ]
            }
        return ((severity == .reduced ? Array(small.dropLast()) : small) + large)
            .map { (accept: $0.0, reject: $0.1) }
    }

    /// Table IV of MIL-STD-105E.
    private static func sevenStages(_ severity: InspectionSeverity) -> [(accept: [Int], reject: [Int])] {
        switch severity {
        case .normal:
            [
                ([-1, -1, 0, 0, 1, 1, 2], [2, 2, 2, 3, 3, 3, 3]), ([-1, 0, 0, 1, 2, 3, 4], [2, 3, 3, 4, 4, 5, 5]),
                ([-1, 0, 1, 2, 3, 4, 6], [3, 3, 4, 5, 6, 6, 7]), ([-1, 1, 2, 3, 5, 7, 9], [4, 5, 6, 7, 8, 9, 10]),
                ([0, 1, 3, 5, 7, 10, 13], [4, 6, 8, 10, 11, 12, 14]),
                ([0, 3, 6, 8, 11, 14, 18], [5, 8, 10, 13, 15, 17, 19]),
                ([1, 4, 8, 12, 17, 21, 25], [7, 10, 13, 17, 20, 23, 26]),
                ([2, 7, 13, 19, 25, 31, 37], [9, 14, 19, 25, 29, 33, 38]),
                ([4, 11, 19, 27, 36, 45, 53], [12, 19, 27, 34, 40, 47, 54]),
                ([6, 17, 29, 40, 53, 65, 77], [16, 27, 39, 49, 58, 68, 78]),
            ]
        case .tightened:
            [
                ([-1, -1, 0, 0, 1, 1, 2], [2, 2, 2, 3, 3, 3, 3]), ([-1, 0, 0, 1, 2, 3, 4], [2, 3, 3, 4, 4, 5, 5]),
                ([-1, 0, 1, 2, 3, 4, 6], [3, 3, 4, 5, 6, 6, 7]), ([-1, 1, 2, 3, 5, 7, 9], [4, 5, 6, 7, 8, 9, 10]),
                ([0, 2, 4, 6, 9, 12, 14], [4, 7, 9, 11, 12, 14, 15]),
                ([0, 3, 7, 10, 14, 18, 21], [6, 9, 12, 15, 17, 20, 22]),
                ([1, 6, 11, 16, 22, 27, 32], [8, 12, 17, 22, 25, 29, 33]),
                ([3, 10, 17, 24, 32, 40, 48], [10, 17, 24, 31, 37, 43, 49]),
                ([6, 16, 26, 37, 49, 61, 72], [15, 25, 36, 46, 55, 64, 73]),
            ]
        case .reduced:
            [
                ([-1, -1, 0, 0, 0, 0, 1], [2, 2, 2, 3, 3, 3, 3]), ([-1, -1, 0, 0, 0, 1, 1], [2, 3, 3, 4, 4, 5, 5]),
                ([-1, -1, 0, 0, 1, 1, 2], [3, 3, 4, 5, 6, 6, 7]), ([-1, 0, 0, 1, 2, 3, 4], [3, 4, 5, 6, 7, 7, 8]),
                ([-1, 0, 1, 2, 3, 4, 6], [4, 5, 6, 7, 8, 9, 10]),
                ([-1, 1, 2, 3, 5, 7, 9], [4, 6, 8, 10, 11, 12, 14]),
                ([0, 1, 3, 5, 7, 10, 13], [5, 7, 9, 12, 13, 15, 17]),
                ([0, 3, 6, 8, 11, 14, 18], [6, 9, 12, 15, 17, 20, 22]),
            ]
        }
    }

    /// The cell of a letter (0 is A) and an AQL (0 is 0.010).
    static func cell(
        letter i: Int, limit j: Int, severity: InspectionSeverity, type: PlanType, form: InspectionForm
    ) -> Cell {
        let d = i + j
        // The letter S is there for one cell of tightened inspection only.
        if i == 16, severity != .tightened || j != 2 { return .up }
        let zero = zeroDiagonal(severity)
        let (first, singles) = singleNumbers(severity, form)
        let sampleSizes = severity == .reduced ? reducedSizes : sizes
        // Tightened inspection has no plan for the letter A at AQL 10, where a sample of 2 would accept more than normal.
        if severity == .tightened, i == 0, d == zero { return .down }
        if d == zero {
            return type == .single ? .plan([stage(sampleSizes[i], 0, 1)]) : .useSingle
        }
        if d < zero { return .down }
        if let numbers = smallestReducedNumbers(letter: i, limit: j, severity: severity, form: form) {
            return type == .single ? .plan([stage(sampleSizes[i], numbers.0, numbers.1)]) : .useSingle
        }
        if severity == .reduced, form == .iso2859, i < 2, d > zero { return d == zero + 1 ? .up : .down }
        if d < first { return severity != .tightened && d == zero + 1 ? .up : .down }
        guard d <= (i <= 4 ? 26 : 24), d - first < singles.count else { return .up }
        let place = d - first
        switch type {
        case .single: return .plan([stage(sampleSizes[i], singles[place].0, singles[place].1)])
        case .double: return doubleCell(letter: i, place: place, severity: severity, form: form)
        case .multiple: return multipleCell(letter: i, place: place, severity: severity, form: form)
        }
    }

    private static func doubleCell(
        letter i: Int, place: Int, severity: InspectionSeverity, form: InspectionForm
    ) -> Cell {
        guard i >= (severity == .reduced ? 3 : 1) else { return .useSingle }
        let size = severity == .reduced ? reducedSizes[i - 1] : sizes[i - 1]
        let all = doubleNumbers(severity, form)
        guard place < all.count else { return .useSingle }
        let numbers = all[place]
        return .plan([stage(size, numbers[0], numbers[1]), stage(size, numbers[2], numbers[3])])
    }

    private static func multipleCell(
        letter i: Int, place: Int, severity: InspectionSeverity, form: InspectionForm
    ) -> Cell {
        let reduced = severity == .reduced
        if i < (reduced ? 3 : 1) { return .useSingle }
        let all = multipleNumbers(severity, form)
        guard i >= (reduced ? 5 : 3), place < all.count else { return .useDouble }
        let size = reduced ? reducedSizes[i - 3] : sizes[i - 3]
        return .plan(zip(all[place].accept, all[place].reject).map { stage(size, $0, $1) })
    }

    /// The reduced plans of the letters A and B, whose sample of 2 cannot be made smaller.
    private static func smallestReducedNumbers(
        letter i: Int, limit j: Int, severity: InspectionSeverity, form: InspectionForm
    ) -> (Int, Int)? {
        guard severity == .reduced, i < 2 else { return nil }
        let plain = [1, 2, 3, 5, 7, 10, 14, 21, 30]
        if i == 0 || form == .iso2859 { return j >= 17 ? (plain[j - 17], plain[j - 17] + 1) : nil }
        let first = [(0, 2), (1, 3), (2, 4), (3, 5)]
        if (16...19).contains(j) { return first[j - 16] }
        return j >= 20 ? (plain[j - 17], plain[j - 17] + 1) : nil
    }

    private static func stage(_ size: Int, _ accept: Int, _ reject: Int) -> AcceptancePlan.Stage {
        AcceptancePlan.Stage(sampleSize: size, acceptance: accept, rejection: reject)
    }
}
