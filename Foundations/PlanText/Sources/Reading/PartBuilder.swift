/// Collects the parts of a reading in the order of the source, without gap or overlap.
struct PartBuilder {
    private let source: SourceText
    private var offset = 0
    private var line = 0
    fileprivate(set) var parts: [PlanReading.Part] = []

    init(_ source: SourceText) {
        self.source = source
    }

    /// Adds what lies between the last part and an offset; equal neighbours that are whole lines become one part.
    mutating func add(_ kind: PlanReading.Part.Kind, upTo end: Int, item: Int? = nil, section: Int? = nil) {
        guard end > offset else { return }
        let firstLine = line
        while line + 1 < source.lines.count, source.lines[line + 1].content.lowerBound < end { line += 1 }
        parts.append(
            PlanReading.Part(
                kind: kind, item: item, section: section, firstLine: firstLine + 1, lastLine: line + 1,
                text: source.scalars[offset..<end].string))
        offset = end
        if line + 1 < source.lines.count, source.lines[line].end <= end { line += 1 }
    }

    mutating func addLine(_ index: Int, _ kind: PlanReading.Part.Kind, item: Int? = nil, section: Int? = nil) {
        add(kind, upTo: source.lines[index].end, item: item, section: section)
    }
}

extension PartBuilder {
    /// Gives a part of an item the item's final number.
    mutating func renumber(part index: Int, to number: Int) {
        guard parts.indices.contains(index), parts[index].item != nil else { return }
        parts[index].item = number
    }
}
