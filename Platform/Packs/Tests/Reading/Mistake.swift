import Testing

@testable import Packs

/// One mistake in the pack of Yunchuan, and the one finding it must give.
struct Mistake: Sendable, CustomTestStringConvertible {
    var file: String
    var old: String
    var new: String
    var key: String
    var line: Int?
    var suggestion: String?
    var severity = PackFinding.Severity.error
    /// Whether it can be made together with the others: it then spoils nothing that they need.
    var standsBesideOthers = true

    var testDescription: String { "\(file): \(new.excerpt(40)) → \(key)" }

    init(
        _ file: String, _ old: String, _ new: String, _ key: String, line: Int?, suggestion: String? = nil,
        _ severity: PackFinding.Severity = .error, alone: Bool = false
    ) {
        self.file = file
        self.old = old
        self.new = new
        self.key = key
        self.line = line
        self.suggestion = suggestion
        self.severity = severity
        standsBesideOthers = !alone
    }

    static let all = manifest + supervision + numbers + units + calendar + items + deliverables + syntax

    static let manifest: [Mistake] = [
        Mistake("pack.yaml", "id: yunchuan-2023", "id: Yunchuan 2023", "packs.id.words", line: 1),
        Mistake(
            "pack.yaml", "language: zh-Hans", "langauge: zh-Hans", "packs.key.misspelt", line: 3, suggestion: "language"
        ),
        Mistake(
            "pack.yaml", "language: zh-Hans", "language: zh-Hant", "packs.choice.misspelt", line: 3,
            suggestion: "zh-Hans", alone: true),
        Mistake("pack.yaml", "language: zh-Hans", "language: fr", "packs.choice.unknown", line: 3, alone: true),
        Mistake(
            "pack.yaml", "label: {zh: 虚构示例, en: Invented example}", "label: 虚构示例", "packs.kind.two-languages", line: 6),
        Mistake("pack.yaml", "plan: plan.md", "plan: ../plan.md", "packs.path.outside", line: 7, alone: true),
        Mistake("pack.yaml", "plan: plan.md", "plan: /etc/hostname", "packs.path.outside", line: 7, alone: true),
        Mistake("pack.yaml", "units: units.yaml", "units: unit.yaml", "packs.file.missing", line: nil, alone: true),
        Mistake("pack.yaml", "items: items", "items: item", "packs.folder.missing", line: nil, alone: true),
        Mistake(
            "pack.yaml", "calendars: [calendar/2023.yaml]", "calendars: calendar/2023.yaml", "packs.kind.list.text",
            line: 9, alone: true),
        Mistake("pack.yaml", "near_due_workdays: 10", "near_due_workdays: ten", "packs.kind.integer", line: 12),
        Mistake("pack.yaml", "behind_share: 0.15", "behind_share: 15", "packs.number.range", line: 13),
        Mistake("pack.yaml", "behind_share: 0.15", "behind_share: 15%", "packs.kind.decimal", line: 13, alone: true),
        Mistake(
            "pack.yaml", "valid: {from: 2023-01-01, to: 2023-12-31}", "valid: {from: 2023-12-31, to: 2023-01-01}",
            "packs.valid.order", line: 4, alone: true),
        Mistake(
            "pack.yaml", "basis: {text: 虚构城市，供测试使用, status: example}", "basis: {text: 虚构城市，供测试使用, status: exmaple}",
            "packs.choice.misspelt", line: 5, suggestion: "example"),
    ]

    static let units: [Mistake] = [
        Mistake(
            "units.yaml", "defaults:\n", "default:\n", "packs.key.misspelt", line: 1, suggestion: "defaults",
            alone: true),
        Mistake("units.yaml", "- id: RIVER", "- id: QUALITY", "packs.twice.unit", line: 12, alone: true),
        Mistake("units.yaml", "- id: UPPER", "- id: upper", "packs.id.capitals", line: 28),
        Mistake("units.yaml", "code: YC-R", "code: YC-Q", "packs.twice.code", line: 15),
        Mistake(
            "units.yaml", "en: River Administration}", "en: Quality Bureau}", "packs.twice.short-english", line: 14),
        Mistake("units.yaml", "aliases: [市质量局]", "aliases: [河道处]", "packs.twice.name", line: 14, alone: true),
        Mistake("units.yaml", "aliases: [市质量局]", "aliases: [市质监局]", "packs.unit.own-name-twice", line: 8),
        Mistake(
            "units.yaml", "level: municipal", "level: municipality", "packs.choice.misspelt", line: 10,
            suggestion: "municipal"),
        Mistake("units.yaml", "direction: request", "", "packs.key.missing", line: 12),
        Mistake("units.yaml", "text: 《云川河道条例》第三条", "text: 河道管理惯例", "packs.basis.no-citation", line: 18),
        Mistake("units.yaml", "text: 《云川河道条例》第三条", "text: \"\"", "packs.basis.no-citation", line: 18, alone: true),
        Mistake(
            "units.yaml", "text: 《云川河道条例》第三条", "text: 《云川河道条例》，凭记忆整理", "packs.basis.official-guess", line: 18,
            alone: true),
        Mistake("units.yaml", "{zh: \"{district}质量监督分局\"", "{zh: \"质量监督分局\"", "packs.template.missing", line: 25),
        Mistake(
            "units.yaml", "code: YC-Q-{code}", "code: YC-Q-{code}-{city}", "packs.template.unknown", line: 26),
        Mistake("units.yaml", "code: \"990102\"", "code: \"99102\"", "packs.district.code", line: 34),
        Mistake("units.yaml", "tile: {column: 1, row: 0}", "tile: {column: 0, row: 0}", "packs.twice.tile", line: 37),
        Mistake(
            "units.yaml", "short: {zh: 下游, en: Lower}", "short: {zh: 下游, en: Lower, fr: Bas}", "packs.key.unknown",
            line: 36),
        Mistake("units.yaml", "aliases: [市质量局]", "aliases: 市质量局", "packs.kind.list.text", line: 8, alone: true),
        Mistake(
            "units.yaml", "en: Quality Bureau}", "en: The Quality Bureau of the City}", "packs.text.long", line: 7,
            .warning, alone: true),
        Mistake(
            "units.yaml", "valid: {from: 2023-01-01, to: 2023-12-31}", "valid: {from: 2022-01-01, to: 2023-12-31}",
            "packs.valid.outside", line: 2),
    ]

    static let calendar: [Mistake] = [
        Mistake(
            "calendar/2023.yaml", "workdays: 255", "workdays: 250", "packs.calendar.sum", line: 10, suggestion: "255",
            alone: true),
        Mistake(
            "calendar/2023.yaml", "[2023-10-07]", "[2023-10-09]", "packs.calendar.not-weekend", line: 9, alone: true),
        Mistake("calendar/2023.yaml", "[2023-10-07]", "[2023-01-01]", "packs.calendar.make-up-in-holiday", line: 9),
        Mistake(
            "calendar/2023.yaml", "[2023-10-07]", "[2022-10-08]", "packs.calendar.other-year", line: 9, alone: true),
        Mistake(
            "calendar/2023.yaml", "[2023-10-07]", "[2023-10-07, 2023-10-07]", "packs.list.twice", line: 9, alone: true),
        Mistake(
            "calendar/2023.yaml", "to: 2023-01-02}", "to: 2023-10-02}", "packs.calendar.overlap", line: 8, alone: true),
        Mistake(
            "calendar/2023.yaml", "from: 2023-01-01, to: 2023-01-02}", "from: 2022-12-31, to: 2023-01-02}",
            "packs.calendar.other-year", line: 7),
        Mistake("calendar/2023.yaml", "to: 2023-10-06}", "to: 2023-10-01}", "packs.valid.order", line: 8),
        Mistake("calendar/2023.yaml", "id: river-days", "id: new-year", "packs.twice.id", line: 8),
        Mistake("calendar/2023.yaml", "to: 2023-10-06}", "to: 2023-09-31}", "packs.date.none", line: 8, alone: true),
    ]

    static let items: [Mistake] = [
        Mistake(
            "items/01-clean-water.yaml", "item: 1\n", "item: 3\n", "packs.item.number", line: 2, suggestion: "1",
            alone: true),
        Mistake("items/01-clean-water.yaml", "item: 1\n", "item: 01\n", "packs.kind.integer", line: 2, alone: true),
        Mistake(
            "items/01-clean-water.yaml", "slug: clean-water", "slug: clear-water", "packs.item.slug", line: 3,
            suggestion: "clean-water", alone: true),
        Mistake("items/02-fair-scales.yaml", "id: item-02", "id: item-01", "packs.twice.item", line: 1),
        Mistake(
            "items/02-fair-scales.yaml", "as_agreed: QUALITY", "as_agreed: QUALTIY", "packs.unit.misspelt", line: 10,
            suggestion: "QUALITY"),
        Mistake(
            "items/02-fair-scales.yaml", "units: [QUALITY_D, QUALITY]", "units: [QUALITY_D, QUALITY, HARBOUR]",
            "packs.unit.unknown", line: 12),
        Mistake(
            "items/02-fair-scales.yaml", "units: [QUALITY_D, QUALITY]", "units: []", "packs.list.empty", line: 12,
            alone: true),
        Mistake("items/02-fair-scales.yaml", "  as_written: null\n", "", "packs.key.missing", line: 9, alone: true),
        Mistake(
            "items/02-fair-scales.yaml", "  reason: {zh: 职责所在, en: It is its duty}\n", "", "packs.lead.no-reason",
            line: 9, .warning, alone: true),
        Mistake("items/02-fair-scales.yaml", "open: true", "open: yes", "packs.kind.boolean", line: 13),
        Mistake(
            "items/02-fair-scales.yaml", "title: {zh: 规范集市计量,", "title: {zh: 规范集市称重,", "packs.item.title-not-in-plan",
            line: 4, .warning),
        Mistake(
            "items/02-fair-scales.yaml", "title: {zh: 规范集市计量, en: Fair scales in markets}", "title: {zh: 规范集市计量}",
            "packs.key.missing", line: 4, alone: true),
    ]

    static let deliverables: [Mistake] = [
        Mistake(
            "items/01-clean-water.yaml", "id: clean-water/wells", "id: water/wells", "packs.deliverable.id", line: 29,
            suggestion: "clean-water/wells", alone: true),
        Mistake(
            "items/01-clean-water.yaml", "id: clean-water/wells", "id: clean-water/tap-tests",
            "packs.twice.deliverable", line: 29),
        Mistake(
            "items/01-clean-water.yaml", "title: {zh: 水源井普查,", "title: {zh: 全市水源井和备用水源井逐一开展普查工作,", "packs.text.long",
            line: 30, .warning),
        Mistake(
            "items/01-clean-water.yaml", "clause: 完成水源井普查", "clause: 修复古城墙砖石", "packs.clause.none", line: 31, .warning),
        Mistake(
            "items/01-clean-water.yaml", "anchors: [水龙头水质]", "anchors: [a, b, c, d, e]", "packs.deliverable.anchors",
            line: 18),
        Mistake(
            "items/01-clean-water.yaml", "lead: RIVER", "lead: RIVR", "packs.unit.misspelt", line: 33,
            suggestion: "RIVER"),
        Mistake(
            "items/01-clean-water.yaml", "units: [QUALITY, QUALITY_D, RIVER]", "units: [QUALITY, RIVER]",
            "packs.unit.not-of-item", line: 20, .warning, alone: true),
        Mistake(
            "items/01-clean-water.yaml", "supports: [QUALITY_D]", "supports: [QUALITY_D, QUALITY]",
            "packs.deliverable.lead-supports", line: 20, .warning),
        Mistake(
            "items/01-clean-water.yaml", "supports: [QUALITY_D]", "supports: [QUALITY_D, QUALITY_D]",
            "packs.list.twice", line: 20, alone: true),
        Mistake(
            "items/01-clean-water.yaml", "cadence: quarterly", "cadence: quaterly", "packs.choice.misspelt", line: 21,
            suggestion: "quarterly"),
        Mistake("items/01-clean-water.yaml", "cadence: once", "cadence: [once]", "packs.kind.text.list", line: 35),
        Mistake(
            "items/01-clean-water.yaml", "starts: 2023-02-01", "starts: 2023-12-25", "packs.deliverable.starts-late",
            line: 22),
        Mistake(
            "items/01-clean-water.yaml", "due: 2023-12-20", "due: 2024-01-05", "packs.date.outside", line: 23,
            alone: true),
        Mistake(
            "items/01-clean-water.yaml", "due: 2023-12-20", "due: 2023/12/20", "packs.date.form", line: 23,
            suggestion: "2023-12-20", alone: true),
        Mistake(
            "items/01-clean-water.yaml", "due: 2023-06-30", "due: 2023-06-31", "packs.date.none", line: 36, alone: true),
        Mistake(
            "items/01-clean-water.yaml", "due: 2023-06-30", "due: 2023-10-08", "packs.deliverable.due-not-workday",
            line: 36, suggestion: "2023-10-07", .warning, alone: true),
        Mistake("items/01-clean-water.yaml", "due: 2023-06-30", "due: 2023-02-29", "packs.date.none", line: 36),
        Mistake("items/01-clean-water.yaml", "value: 4", "value: four", "packs.kind.decimal", line: 25),
        Mistake(
            "items/01-clean-water.yaml", "{id: summary, kind: report", "{id: results, kind: report", "packs.twice.id",
            line: 28),
        Mistake(
            "items/01-clean-water.yaml", "{id: results, kind: data", "{id: results, kind: date",
            "packs.choice.misspelt", line: 27, suggestion: "data"),
        Mistake(
            "items/02-fair-scales.yaml",
            "      - {id: certificates, kind: certificate, title: {zh: 检定证书, en: Certificates}}\n", "      []\n",
            "packs.deliverable.no-evidence", line: 27, .warning, alone: true),
        Mistake(
            "items/02-fair-scales.yaml", "per_district: true", "perDistrict: true", "packs.key.misspelt", line: 23,
            suggestion: "per_district"),
        Mistake("items/02-fair-scales.yaml", "cadence: half-yearly", "cadence:", "packs.kind.text.null", line: 21),
        Mistake("items/02-fair-scales.yaml", "clause: 检定全部集市电子秤", "clause: \" \"", "packs.text.empty", line: 17),
    ]

    static let syntax: [Mistake] = [
        Mistake(
            "units.yaml", "code: YC-R", "code: YC-R\n    code: YC-S", "packs.yaml.duplicate-key", line: 16, alone: true),
        Mistake("units.yaml", "code: YC-R", "code:YC-R", "packs.yaml.no-colon", line: 15, alone: true),
        Mistake(
            "items/02-fair-scales.yaml", "en: Certificates}}", "en: \"Certificates}}", "packs.yaml.quote-not-closed",
            line: 28, alone: true),
        Mistake(
            "units.yaml", "    level: vertical", "   level: vertical", "packs.yaml.indentation", line: 16, alone: true),
        Mistake("units.yaml", "    level: vertical", "\tlevel: vertical", "packs.yaml.tab", line: 16, alone: true),
        Mistake("units.yaml", "code: YC-R", "code: YC: R", "packs.yaml.colon-in-text", line: 15, alone: true),
        Mistake("units.yaml", "code: YC-R", "code: @YC", "packs.yaml.cannot-start", line: 15, alone: true),
        Mistake("units.yaml", "code: YC-R", "code: !str YC-R", "packs.yaml.tag", line: 15, alone: true),
        Mistake("units.yaml", "code: YC-R", "code: &code YC-R", "packs.yaml.anchor", line: 15, alone: true),
        Mistake("units.yaml", "code: YC-R", "code: *code", "packs.yaml.alias", line: 15, alone: true),
        Mistake("units.yaml", "aliases: [市质量局]", "aliases: [市质量局", "packs.yaml.list-not-closed", line: 8, alone: true),
        Mistake(
            "units.yaml", "en: River Administration}", "en: River Administration", "packs.yaml.braces-not-closed",
            line: 14, alone: true),
        Mistake("units.yaml", "groups:\n", "---\ngroups:\n", "packs.yaml.documents", line: 19, alone: true),
        Mistake("units.yaml", "code: YC-R", "code: YC\u{2028}R", "packs.control-character", line: 15, alone: true),
    ]
}
