import CivicCalendar
import Kernel

extension PackReadingRun {
    /// What could be read of pack.yaml: the paths also where something else in it is wrong.
    struct ReadManifest {
        var value: PackManifest?
        var planPath: String?
        var unitsPath: String?
        var calendarPaths: [(text: String, place: PackPlace)]
        var itemsFolder: String?
    }

    mutating func manifest() -> ReadManifest? {
        guard let node = yaml("pack.yaml"),
            let fields = FieldReader(
                node,
                allowed: [
                    "id", "title", "language", "valid", "basis", "label", "defaults", "plan", "units", "calendars",
                    "items", "lights", "supervision", "score", "bulletin",
                ], &findings)
        else { return nil }
        itemsPlace = fields.place(of: "items")
        calendarsPlace = fields.place(of: "calendars")
        let id = fields.text("id", &findings)
        if let id { checkWords(id, "id", at: fields.place(of: "id")) }
        let title = fields.localized("title", &findings)
        let language = fields.choice("language", Language.self, &findings)
        let validity = self.validity(fields, in: nil)
        packValidity = validity
        let basis = self.basis(fields)
        let label = fields.localized("label", &findings)
        packDefaults = defaults(fields)
        let lights = self.lights(fields)
        let supervision = self.supervision(fields)
        let score = self.score(fields)
        let bulletin = self.bulletin(fields)

        var calendars: [(text: String, place: PackPlace)] = []
        let listed = fields.texts("calendars", &findings)
        for (text, place) in listed ?? [] {
            guard let path = path(text, at: place) else { continue }
            if calendars.contains(where: { $0.text == path }) {
                findings.error("packs.list.twice", at: place, ["key": "calendars", "name": path])
            } else {
                calendars.append((path, place))
            }
        }
        let plan = self.path(fields, "plan")
        let units = self.path(fields, "units")
        let items = self.path(fields, "items")
        var read = ReadManifest(
            planPath: plan, unitsPath: units, calendarPaths: calendars, itemsFolder: items)
        if let id, let title, let language, let validity, let basis, let label, let lights, let supervision,
            let score, let plan, let units, let items
        {
            read.value = PackManifest(
                id: id, title: title, language: language, validity: validity, basis: basis, label: label,
                planPath: plan, unitsPath: units, itemsFolder: items,
                lights: lights, supervision: supervision, score: score, bulletin: bulletin)
        }
        return read
    }

    private mutating func path(_ fields: FieldReader, _ key: String) -> String? {
        guard let text = fields.text(key, &findings) else { return nil }
        return path(text, at: fields.place(of: key))
    }
}
