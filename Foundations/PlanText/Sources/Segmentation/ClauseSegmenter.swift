/// Cuts the body of an item into clauses.
///
/// PlanText/README.md lists the rules in the order in which they are applied, with their reasons.
/// Linear in the length of the body.
struct ClauseSegmenter {
    /// A clause before its id, numbers and dates are known.
    struct Clause: Equatable {
        var range: Range<Int>
        /// The segment that names the work, without lead-ins before it and outcomes behind it.
        var core: Range<Int>
        var kind: Plan.Clause.Kind
        var isPerDistrict = false
        /// The clause is one element of a list that shares its verb.
        var isListElement = false
        /// An outcome was attached because it speaks of the same thing.
        var hasAttachedOutcome = false
    }

    private let text: [Unicode.Scalar]
    private let pairs: BracketPairs
    private let reader: SegmentReader
    private let hasDistrictUnits: Bool
    private let responsibilities: [Range<Int>]

    /// - Parameters:
    ///   - body: the item's body, lines separated by LF.
    ///   - responsibilities: responsibility clauses inside the body, which no clause covers.
    ///   - hasDistrictUnits: whether a district unit answers for the item.
    init(body: [Unicode.Scalar], responsibilities: [Range<Int>], hasDistrictUnits: Bool) {
        text = body
        pairs = BracketPairs(body)
        reader = SegmentReader(text: body)
        self.responsibilities = responsibilities
        self.hasDistrictUnits = hasDistrictUnits
    }

    func clauses() -> [Clause] {
        var result: [Clause] = []
        for sentence in sentences() {
            var inSentence: [Clause] = []
            for part in sentence {
                let grouped = group(part)
                for clause in grouped {
                    inSentence += ActionList(text: text, pairs: pairs, reader: reader).elements(of: clause)
                }
            }
            DistrictDuty(text: text, reader: reader, hasDistrictUnits: hasDistrictUnits).mark(&inSentence)
            result += inSentence
        }
        return result
    }

    /// The segments of every sentence; a sentence is a list of parts that semicolons separate.
    private func sentences() -> [[[Segment]]] {
        var sentences: [[[Segment]]] = []
        var sentence: [[Segment]] = []
        var part: [Segment] = []
        var start = 0
        var nextResponsibility = 0

        func closeSegment(at end: Int) {
            let range = trimmedSegment(start..<end)
            if !range.isEmpty { part.append(Segment(range: range, role: reader.role(of: range))) }
        }
        func closePart() {
            if !part.isEmpty { sentence.append(part) }
            part = []
        }
        func closeSentence() {
            closePart()
            if !sentence.isEmpty { sentences.append(sentence) }
            sentence = []
        }

        var index = 0
        while index < text.count {
            if nextResponsibility < responsibilities.count, index == responsibilities[nextResponsibility].lowerBound {
                closeSegment(at: index)
                closeSentence()
                index = responsibilities[nextResponsibility].upperBound
                start = index
                nextResponsibility += 1
                continue
            }
            let scalar = text[index]
            if scalar == "\n" || (!pairs.isProtected[index] && Self.endsSentence(scalar)) {
                closeSegment(at: index)
                closeSentence()
                start = index + 1
            } else if !pairs.isProtected[index], scalar.isSemicolon {
                closeSegment(at: index)
                closePart()
                start = index + 1
            } else if !pairs.isProtected[index], scalar.isComma, !isDigitGroup(index) {
                closeSegment(at: index)
                start = index + 1
            }
            index += 1
        }
        closeSegment(at: text.count)
        closeSentence()
        return sentences
    }

    private static func endsSentence(_ scalar: Unicode.Scalar) -> Bool {
        scalar == "。" || scalar == "！" || scalar == "？" || scalar == "!" || scalar == "?"
    }

    /// The comma of 1,000.
    private func isDigitGroup(_ index: Int) -> Bool {
        text[index] == "," && index > 0 && index + 1 < text.count
            && text[index - 1].digit != nil && text[index + 1].digit != nil
    }

    /// A segment without blanks, numbering, joining words and closing punctuation.
    private func trimmedSegment(_ range: Range<Int>) -> Range<Int> {
        var slice = text[range].trimmed
        let opensLine =
            slice.startIndex == 0 || text[..<slice.startIndex].last(where: { $0 == "\n" || !$0.isBlank }) == "\n"
        if opensLine, let marker = Marker(slice) { slice = text[marker.contentStart..<slice.endIndex].trimmed }
        while true {
            let length = Vocabulary.joiningWords.prefixLength(of: slice)
            if length > 0, slice.count > length + 1 {
                slice = slice.dropFirst(length)
                while let first = slice.first, first.isBlank || first.isColon || first == "、" {
                    slice = slice.dropFirst()
                }
            } else if slice.first == "并", slice.count > 3,
                Vocabulary.verbs.begins(slice.dropFirst()) || Vocabulary.adverbs.begins(slice.dropFirst())
            {
                slice = slice.dropFirst()
            } else {
                break
            }
        }
        while let last = slice.last,
            last.isBlank || last.isColon || last == "、" || last == "." || last == "…" || last == "*"
        {
            slice = slice.dropLast()
        }
        while let first = slice.first, first.isBlank || first == "*" || first == "—" { slice = slice.dropFirst() }
        return slice.startIndex..<slice.endIndex
    }

    /// Joins the segments of a part to clauses.
    private func group(_ segments: [Segment]) -> [Clause] {
        var clauses: [Clause] = []
        var pending: Segment?
        /// The last clause has a lead-in before it, or an outcome behind it, and takes no more.
        var isFull = false
        var previous: Range<Int>?

        func append(_ segment: Segment, _ kind: Plan.Clause.Kind) {
            let start = pending?.range.lowerBound ?? segment.range.lowerBound
            clauses.append(Clause(range: start..<segment.range.upperBound, core: segment.range, kind: kind))
            isFull = pending != nil
            pending = nil
        }
        func extend(to end: Int) {
            guard let last = clauses.indices.last else { return }
            clauses[last].range = clauses[last].range.lowerBound..<end
        }

        for segment in segments {
            defer { previous = segment.range }
            switch segment.role {
            case .leadIn, .mobilisation:
                if pending == nil { pending = segment }
            case .means:
                guard pending == nil else { break }
                pending = segment
                if let theme = clauses.last, theme.kind == .task, theme.range == previous,
                    Vocabulary.themeVerbs.begins(reader.withoutAdverbs(text[theme.range]))
                {
                    clauses.removeLast()
                    pending?.range = theme.range.lowerBound..<segment.range.upperBound
                }
            case .remark:
                if pending == nil, clauses.last?.kind == .task {
                    extend(to: segment.range.upperBound)
                } else {
                    append(segment, .task)
                }
            case .outcome:
                if let lead = pending {
                    if lead.role == .mobilisation {
                        // Nothing but an outcome follows: setting the body to work is itself the work.
                        pending = nil
                        append(lead, .task)
                        append(segment, .goal)
                    } else {
                        append(segment, .task)
                    }
                } else if let last = clauses.last {
                    let sentence = segments[0].range.lowerBound..<segment.range.lowerBound
                    if last.kind == .task,
                        attaches(segment.range, to: previous ?? last.range, in: sentence, isFull: isFull)
                    {
                        extend(to: segment.range.upperBound)
                        clauses[clauses.count - 1].hasAttachedOutcome = true
                        isFull = true
                    } else {
                        append(segment, .goal)
                    }
                } else {
                    append(segment, .task)
                }
            case .target:
                append(segment, .goal)
            case .task:
                if pending == nil, clauses.last?.kind == .task, let before = previous,
                    repeatsVerb(segment.range, of: before)
                {
                    extend(to: segment.range.upperBound)
                    isFull = true
                } else {
                    append(segment, .task)
                }
            }
        }
        if let pending { clauses.append(Clause(range: pending.range, core: pending.range, kind: .task)) }
        return clauses
    }

    /// 推进造林，重点推进廊道: the second segment names the focus of the first.
    private func repeatsVerb(_ range: Range<Int>, of before: Range<Int>) -> Bool {
        let slice = text[range]
        guard slice.hasPrefix("重点") else { return false }
        let verb = slice.dropFirst(2).prefix(2)
        let earlier = reader.withoutAdverbs(text[before])
        return verb.count == 2 && Vocabulary.verbs.contains(verb) && earlier.starts(with: verb)
    }

    /// An outcome belongs to the work before it when it measures that work: both speak of the same thing.
    ///
    /// 确保 states the result of the whole sentence, so that the sentence may name its object anywhere.
    private func attaches(_ outcome: Range<Int>, to work: Range<Int>, in sentence: Range<Int>, isFull: Bool) -> Bool {
        let slice = text[outcome]
        // 共同 takes up the partners just named.
        if slice.hasPrefix("共同") { return true }
        let core = reader.withoutAdverbs(slice)
        let ensures = core.hasPrefix("确保") || core.hasPrefix("保证")
        if isFull, !ensures { return false }
        // 为…提供支撑 serves something beyond the work.
        if core.first == "为" { return false }
        if Vocabulary.lastingEffort.begins(slice) || Vocabulary.wideChanges.ends(slice) || Vocabulary.states.ends(slice)
        {
            return false
        }
        return speakOfTheSame(text[ensures ? sentence : work], core.dropFirst(2))
    }

    /// True when two texts share a pair of neighbouring Han characters that is not common to all official texts.
    private func speakOfTheSame(_ work: ScalarSlice, _ outcome: ScalarSlice) -> Bool {
        // Two hundred scalars show the subject of any sentence; the limit keeps a hostile text linear.
        let subject = work.suffix(200)
        let measure = outcome.prefix(200)
        var pairs: Set<UInt64> = []
        for (first, second) in zip(subject, subject.dropFirst()) where first.isHan && second.isHan {
            pairs.insert(UInt64(first.value) << 32 | UInt64(second.value))
        }
        for (index, (first, second)) in zip(measure.indices, zip(measure, measure.dropFirst()))
        where pairs.contains(UInt64(first.value) << 32 | UInt64(second.value)) {
            if !Vocabulary.commonPairs.contains(measure[index..<index + 2]) { return true }
        }
        return false
    }
}
