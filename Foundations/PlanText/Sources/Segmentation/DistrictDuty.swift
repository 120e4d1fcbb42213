/// Finds the clauses that every district has to carry out.
struct DistrictDuty {
    let text: [Unicode.Scalar]
    let reader: SegmentReader
    let hasDistrictUnits: Bool

    /// Marks the clauses of one sentence.
    ///
    /// - 推动各区…, 各区…: the districts are the subject, and stay it until another subject or a goal comes.
    /// - 进校区、进园区: work that goes into places, where a district unit answers for the item.
    func mark(_ clauses: inout [ClauseSegmenter.Clause]) {
        var continues = false
        for index in clauses.indices {
            let slice = text[clauses[index].range]
            if clauses[index].kind == .goal {
                continues = false
            } else if hasDistrictsAsSubject(slice) {
                clauses[index].isPerDistrict = true
                continues = true
            } else if continues, !hasOwnSubject(slice) {
                clauses[index].isPerDistrict = true
            } else {
                continues = false
                clauses[index].isPerDistrict = hasDistrictUnits && goesIntoPlaces(slice)
            }
        }
    }

    private func hasDistrictsAsSubject(_ slice: ScalarSlice) -> Bool {
        if Vocabulary.allDistricts.begins(slice) { return true }
        let core = reader.withoutAdverbs(slice)
        let length = Vocabulary.delegatingVerbs.prefixLength(of: core)
        guard length > 0 else { return false }
        return Vocabulary.allDistricts.begins(core.dropFirst(length))
    }

    /// 强化对…的激励 looks at the districts from above; 指导企业… has another doer; 全市… speaks of the city.
    private func hasOwnSubject(_ slice: ScalarSlice) -> Bool {
        let core = reader.withoutAdverbs(slice)
        if core.dropFirst(2).first == "对", slice.contains("的") { return true }
        if Vocabulary.delegatingVerbs.begins(core), !core.hasPrefix("推进"), !core.hasPrefix("组织") { return true }
        return slice.first == "市" || slice.hasPrefix("全市") || slice.hasPrefix("统筹")
    }

    private func goesIntoPlaces(_ slice: ScalarSlice) -> Bool {
        var entries = 0
        for (first, second) in zip(slice, slice.dropFirst()) where first == "、" && second == "进" { entries += 1 }
        guard entries > 0, let list = slice.firstIndex(of: "、") else { return false }
        return slice[..<list].dropFirst().contains("进")
    }
}
