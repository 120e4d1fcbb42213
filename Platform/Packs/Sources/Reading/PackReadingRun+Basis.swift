import CivicCalendar

extension PackReadingRun {
    /// What a file gives to its objects that do not say it themselves.
    struct Defaults {
        var validity: Validity?
        var basis: Basis?
        /// Whether the file has the part, even if it could not be read: its lack is then not reported again.
        var saysValidity = false
        var saysBasis = false
    }

    /// Reads `defaults:` of a file; what it leaves out comes from pack.yaml's.
    mutating func defaults(_ fields: FieldReader) -> Defaults {
        guard let node = fields.node("defaults", required: false, &findings) else { return packDefaults }
        guard let inner = FieldReader(node, allowed: ["valid", "basis"], &findings) else {
            return Defaults(saysValidity: true, saysBasis: true)
        }
        var defaults = packDefaults
        if inner.has("valid") {
            defaults.saysValidity = true
            defaults.validity = validity(inner, in: packValidity)
        }
        if inner.has("basis") {
            defaults.saysBasis = true
            defaults.basis = basis(inner)
        }
        return defaults
    }

    /// The validity of an object: its own, or its file's default.
    mutating func validity(_ fields: FieldReader, _ defaults: Defaults) -> Validity? {
        if fields.has("valid") { return validity(fields, in: packValidity) }
        if !defaults.saysValidity { findings.error("packs.valid.missing", at: fields.place) }
        return defaults.validity
    }

    /// The basis of an object: its own, or its file's default.
    mutating func basis(_ fields: FieldReader, _ defaults: Defaults) -> Basis? {
        if fields.has("basis") { return basis(fields) }
        if !defaults.saysBasis { findings.error("packs.basis.missing", at: fields.place) }
        return defaults.basis
    }

    /// Reads `valid: {from, to}`, whose days must lie in an outer validity where there is one.
    mutating func validity(_ fields: FieldReader, in outer: Validity?) -> Validity? {
        guard let node = fields.node("valid", &findings),
            let inner = FieldReader(node, allowed: ["from", "to"], &findings)
        else { return nil }
        let from = inner.date("from", &findings)
        let to = inner.date("to", &findings)
        guard let from, let to else { return nil }
        guard from <= to else {
            findings.error("packs.valid.order", at: inner.place(of: "to"), ["from": "\(from)", "to": "\(to)"])
            return nil
        }
        let validity = Validity(from: from, to: to)
        if let outer, !outer.contains(validity) {
            findings.error(
                "packs.valid.outside", at: inner.place(of: outer.contains(from) ? "to" : "from"),
                ["from": "\(from)", "to": "\(to)", "packFrom": "\(outer.from)", "packTo": "\(outer.to)"])
        }
        return validity
    }

    /// Reads `basis: {text, status}`. An official basis has to cite, and may not call itself a guess.
    mutating func basis(_ fields: FieldReader) -> Basis? {
        guard let node = fields.node("basis", &findings),
            let inner = FieldReader(node, allowed: ["text", "status"], &findings)
        else { return nil }
        let status = inner.choice("status", Basis.Status.self, &findings)
        if status == .official, let written = inner.node("text", required: false, &findings), written.isBlank {
            findings.error("packs.basis.no-citation", at: written.place)
            return nil
        }
        let text = inner.text("text", &findings)
        guard let text, let status else { return nil }
        if status == .official {
            let folded = text.lowercased()
            if let guess = Self.guessWords.first(where: { folded.contains($0) }) {
                findings.error("packs.basis.official-guess", at: inner.place(of: "status"), ["word": guess])
            } else if !Self.citationMarks.contains(where: { folded.contains($0) }) {
                findings.error("packs.basis.no-citation", at: inner.place(of: "text"))
            }
        }
        return Basis(text: text, status: status)
    }

    private static let guessWords = [
        "假定", "假设", "凭记忆", "待核对", "待确认", "示例", "from memory", "assumed", "assumption", "to be confirmed", "example",
    ]

    /// What a citation has at least one of: a title, a number, an article, a standard, an address.
    private static let citationMarks = [
        "《", "号", "条", "通知", "公告", "决定", "gb", "iso ", "http", "no. ", "article", "section", "notice", "decree",
    ]
}

extension YAMLNode {
    /// Whether it is nothing, or a text of spaces.
    fileprivate var isBlank: Bool {
        if case .scalar(let text, _) = value { return isNull || text.allSatisfy(\.isWhitespace) }
        return false
    }
}
