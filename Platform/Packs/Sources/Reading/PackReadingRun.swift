import CivicCalendar
import Kernel

/// One reading of a pack: what has been found and declared so far. The parts of the pack are read in extensions.
struct PackReadingRun {
    let source: any PackSource
    let limits: PackLimits
    var findings: FindingList

    /// The validity of the pack itself, once known: every other must lie in it.
    var packValidity: Validity?
    /// The `defaults` of pack.yaml.
    var packDefaults = Defaults()

    /// Identities, codes and names that were declared so far, with what and where, to find those given twice.
    var declared: [Namespace: [String: PackPlace]] = [:]
    /// Units and groups may be referred to only once all are known.
    var references: [Reference] = []
    var deliverableChecks: [DeliverableCheck] = []
    /// What each reported number was first said to be, and where.
    var reportedNumbers: [String: (number: ReportedNumber, place: PackPlace)] = [:]
    var itemTitles: [(text: String, place: PackPlace)] = []
    var itemNumbers: [Int: PackPlace] = [:]
    var unitsAreKnown = false
    var itemsPlace = PackPlace(file: "pack.yaml")
    var calendarsPlace = PackPlace(file: "pack.yaml")

    /// What has to be unique among what.
    enum Namespace: String, CaseIterable {
        case unit, code, name, shortEnglish = "short-english", district, districtCode = "district-code", tile
        case calendar, calendarYear = "calendar-year", item, slug, deliverable
    }

    struct Reference {
        var id: String
        var place: PackPlace
        /// The units of the item, where this is the lead or a support of a deliverable and should be one of them.
        var itemUnits: [String]?
    }

    struct DeliverableCheck {
        var clause: String?
        var clausePlace: PackPlace
        var due: CivicDate?
        var duePlace: PackPlace
    }

    init(source: any PackSource, limits: PackLimits) {
        self.source = source
        self.limits = limits
        findings = FindingList(limit: limits.findings)
    }

    mutating func pack() -> Pack? {
        guard let manifest = manifest() else { return nil }
        let units = self.units(manifest.unitsPath)
        let calendars = self.calendars(manifest.calendarPaths)
        let items = self.items(in: manifest.itemsFolder)
        let plan = self.plan(manifest.planPath)
        checkReferences()
        checkNumbers()
        checkDueDays(calendars)
        if let plan { checkClauses(in: plan) }
        guard let value = manifest.value, let units, let plan else { return nil }
        return Pack(
            manifest: value, units: units.units, groups: units.groups, districts: units.districts,
            calendars: calendars, items: items, planText: plan)
    }

    // MARK: Files

    mutating func yaml(_ path: String) -> YAMLNode? {
        guard let text = text(path, limit: limits.yamlBytes) else { return nil }
        return YAMLFile.read(text, limits: limits, &findings)
    }

    mutating func plan(_ path: String?) -> String? {
        guard let path, let text = text(path, limit: limits.planBytes) else { return nil }
        guard text.text.contains(where: { !$0.isWhitespace }) else {
            findings.error("packs.plan.empty", at: PackPlace(file: path))
            return nil
        }
        return text.text
    }

    private mutating func text(_ path: String, limit: Int) -> SourceText? {
        findings.open(path)
        switch source.contents(of: path, limit: limit) {
        case .success(let bytes): return SourceText(bytes: bytes, file: path, &findings)
        case .failure(let finding):
            findings.add(finding)
            return nil
        }
    }

    /// A path that stays in the pack, or nil and reported.
    mutating func path(_ text: String, at place: PackPlace) -> String? {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        guard !text.hasPrefix("/"), !text.contains("\\"), parts.allSatisfy({ !$0.isEmpty && $0 != "." && $0 != ".." })
        else {
            findings.error("packs.path.outside", at: place, ["path": text.excerpt()])
            return nil
        }
        return text
    }

    // MARK: What is declared

    /// Notes that a name is taken; reported where it was taken before.
    mutating func declare(_ name: String, in namespace: Namespace, at place: PackPlace) {
        if let first = declared[namespace]?[name] {
            findings.error(
                "packs.twice.\(namespace.rawValue)", at: place,
                ["name": name.excerpt(), "first": "\(first.file):\(first.line ?? 1)"])
        } else {
            declared[namespace, default: [:]][name] = place
        }
    }

    /// Checks that an identity is of lower-case words joined by hyphens, as those of files and deliverables are.
    mutating func checkWords(_ text: String, _ key: String, at place: PackPlace) {
        let isGood = text.split(separator: "-", omittingEmptySubsequences: false).allSatisfy { word in
            !word.isEmpty && word.utf8.allSatisfy { (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) }
        }
        if !isGood { findings.error("packs.id.words", at: place, ["key": key, "value": text.excerpt()]) }
    }

    /// Checks that an identity is of capital letters, digits and underscores, as those of units and districts are.
    mutating func checkCapitals(_ text: String, at place: PackPlace) {
        let isGood =
            text.utf8.allSatisfy { (0x41...0x5A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x5F }
            && text.utf8.first.map { (0x41...0x5A).contains($0) } == true
        if !isGood { findings.error("packs.id.capitals", at: place, ["value": text.excerpt()]) }
    }

    /// Warns where a text is longer than the pages have room for.
    mutating func checkLength(_ text: String, _ key: String, most: Int, at place: PackPlace) {
        guard text.count > most else { return }
        findings.warning(
            "packs.text.long", at: place, ["key": key, "count": "\(text.count)", "most": "\(most)"])
    }
}
