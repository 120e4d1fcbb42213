import CivicCalendar
import Kernel
import Ledger
import Storage

/// Figures as the table keeps them and as the digest of an issued bulletin counts them: canonical JSON.
extension BulletinFigures {
    func json() throws(LedgerProblem) -> CanonicalJSON {
        var standings: [String: CanonicalJSON] = [:]
        for (standing, count) in counts { standings[standing.rawValue] = try .integer(count) }
        return .object([
            "day": .string("\(day)"), "since": .string("\(since)"), "counts": .object(standings),
            "items": .array(try items.map { item throws(LedgerProblem) in try item.json() }),
            "late": .array(try late.map { concern throws(LedgerProblem) in try concern.json() }),
            "at_risk": .array(try atRisk.map { concern throws(LedgerProblem) in try concern.json() }),
            "moved": .array(moved.map { $0.json() }), "finished": .array(finished.map { $0.json() }),
            "demonstration": .bool(hasDemonstrationData),
        ])
    }

    init(_ json: CanonicalJSON) throws(StorageProblem) {
        let reader = FiguresReader(json)
        day = try reader.day("day")
        since = try reader.day("since")
        var counts: [Standing: Int] = [:]
        guard case .object(let members)? = json["counts"] else { throw FiguresReader.broken("counts") }
        for (name, value) in members {
            guard let standing = Standing(rawValue: name) else { throw FiguresReader.broken("counts") }
            counts[standing] = try FiguresReader.integer(value, "counts")
        }
        self.counts = counts
        items = try reader.list("items") { json throws(StorageProblem) in try Item(json) }
        late = try reader.list("late") { json throws(StorageProblem) in try Concern(json) }
        atRisk = try reader.list("at_risk") { json throws(StorageProblem) in try Concern(json) }
        moved = try reader.list("moved") { json throws(StorageProblem) in try Move(json) }
        finished = try reader.list("finished") { json throws(StorageProblem) in try Move(json) }
        guard case .bool(let flag)? = json["demonstration"] else { throw FiguresReader.broken("demonstration") }
        hasDemonstrationData = flag
    }
}

extension BulletinFigures.Item {
    fileprivate func json() throws(LedgerProblem) -> CanonicalJSON {
        .object([
            "number": try .integer(number), "title": .string(title), "lead": .string(lead),
            "standing": standing.map { .string($0.rawValue) } ?? .null, "finished": try .integer(finished),
            "total": try .integer(total), "percent": try .integer(percent), "expected": try .integer(expected),
        ])
    }

    fileprivate init(_ json: CanonicalJSON) throws(StorageProblem) {
        let reader = FiguresReader(json)
        self.init(
            number: try reader.integer("number"), title: try reader.text("title"), lead: try reader.text("lead"),
            standing: json["standing"]?.string.flatMap(Standing.init(rawValue:)),
            finished: try reader.integer("finished"), total: try reader.integer("total"),
            percent: try reader.integer("percent"), expected: try reader.integer("expected"))
    }
}

extension BulletinFigures.Concern {
    fileprivate func json() throws(LedgerProblem) -> CanonicalJSON {
        var number = CanonicalJSON.null
        if let item { number = try .integer(item) }
        return .object([
            "item": number, "title": .string(title), "owner": .string(owner), "due": .string("\(due)"),
            "reason": .string(reason),
        ])
    }

    fileprivate init(_ json: CanonicalJSON) throws(StorageProblem) {
        let reader = FiguresReader(json)
        self.init(
            item: json["item"] == .null ? nil : try reader.integer("item"), title: try reader.text("title"),
            owner: try reader.text("owner"), due: try reader.day("due"), reason: try reader.text("reason"))
    }
}

extension BulletinFigures.Move {
    fileprivate func json() -> CanonicalJSON {
        .object([
            "title": .string(title), "owner": .string(owner), "before": .string(before.rawValue),
            "after": .string(after.rawValue),
        ])
    }

    fileprivate init(_ json: CanonicalJSON) throws(StorageProblem) {
        let reader = FiguresReader(json)
        guard let before = Standing(rawValue: try reader.text("before")),
            let after = Standing(rawValue: try reader.text("after"))
        else { throw FiguresReader.broken("before") }
        self.init(title: try reader.text("title"), owner: try reader.text("owner"), before: before, after: after)
    }
}

/// Reads the members of an object that this engine wrote; anything else in their place is a damaged row.
private struct FiguresReader {
    private let json: CanonicalJSON

    init(_ json: CanonicalJSON) { self.json = json }

    static func broken(_ name: String) -> StorageProblem {
        StorageProblem(.badColumn, "the figures of a bulletin have no usable \(name)", columns: ["figures"])
    }

    static func integer(_ json: CanonicalJSON, _ name: String) throws(StorageProblem) -> Int {
        guard case .number(let number) = json, let whole = Int(exactly: number) else { throw broken(name) }
        return whole
    }

    func integer(_ name: String) throws(StorageProblem) -> Int {
        guard let value = json[name] else { throw Self.broken(name) }
        return try Self.integer(value, name)
    }

    func text(_ name: String) throws(StorageProblem) -> String {
        guard let text = json[name]?.string else { throw Self.broken(name) }
        return text
    }

    func day(_ name: String) throws(StorageProblem) -> CivicDate {
        let written = try text(name)
        do { return try CivicDate(written) } catch { throw Self.broken(name) }
    }

    func list<Value>(
        _ name: String, _ read: (CanonicalJSON) throws(StorageProblem) -> Value
    ) throws(StorageProblem) -> [Value] {
        guard case .array(let elements)? = json[name] else { throw Self.broken(name) }
        var values: [Value] = []
        for element in elements { values.append(try read(element)) }
        return values
    }
}
