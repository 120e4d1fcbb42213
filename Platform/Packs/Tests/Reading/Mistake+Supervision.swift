@testable import Packs

extension Mistake {
    static let supervision: [Mistake] = [
        Mistake(
            "pack.yaml", "notice_workdays: 15", "notice_workdays: 9", "packs.lights.notice", line: 14, .warning,
            alone: true),
        Mistake(
            "pack.yaml", "notice_workdays: 15", "notice_workdays: 251", "packs.number.range", line: 14, alone: true),
        Mistake(
            "pack.yaml", "report_grace_workdays: 5", "report_grace_workdays: -1", "packs.number.range", line: 15,
            alone: true),
        Mistake(
            "pack.yaml", "receipt_workdays: 3", "recipt_workdays: 3", "packs.key.misspelt", line: 16,
            suggestion: "receipt_workdays", alone: true),
        Mistake(
            "pack.yaml", "urge_after_workdays: 1", "urge_after_workdays: 1.5", "packs.kind.integer", line: 18,
            alone: true),
        Mistake(
            "pack.yaml", "urge_after_workdays: 1", "urge_after_workdays: 6", "packs.supervision.order", line: 19,
            alone: true),
        Mistake(
            "pack.yaml", "escalate_after_workdays: 5", "escalate_after_workdays: 0", "packs.supervision.order",
            line: 19),
        Mistake(
            "pack.yaml", "  basis: {text: 期限为测试而设, status: assumption}", "  basis: {text: 惯例, status: official}",
            "packs.basis.no-citation", line: 20),
        Mistake("pack.yaml", "finished_late: 80", "finished_late: 101", "packs.number.range", line: 23, alone: true),
        Mistake("pack.yaml", "at_risk: 60", "at_risk: 10", "packs.score.order", line: 25, .warning),
        Mistake("pack.yaml", "finished: 100", "finished: 79", "packs.score.order", line: 22, .warning, alone: true),
        Mistake(
            "pack.yaml", "late: 20\n", "late: twenty\n", "packs.kind.integer", line: 26, alone: true),
        Mistake(
            "pack.yaml", "issuer: {zh: 云川市质量委员会办公室, en: Yunchuan Quality Office}", "issuer: 云川市质量委员会办公室",
            "packs.kind.two-languages", line: 28, alone: true),
        Mistake(
            "pack.yaml", "number_word: 云质办", "number_word: 云质办〔2023〕", "packs.bulletin.number-word", line: 29),
        Mistake(
            "pack.yaml", "number_word: 云质办", "number_word: \(String(repeating: "办", count: 21))",
            "packs.bulletin.number-word", line: 29, alone: true),
        Mistake(
            "pack.yaml", "copies: [RIVER]", "copies: [RIVR]", "packs.unit.misspelt", line: 30, suggestion: "RIVER",
            alone: true),
        Mistake("pack.yaml", "copies: [RIVER]", "copies: [RIVER, RIVER]", "packs.list.twice", line: 30, alone: true),
        Mistake(
            "pack.yaml", "  basis: {text: 虚构的发文机关, status: example}\n", "", "packs.basis.missing", line: 28, alone: true
        ),
    ]

    static let numbers: [Mistake] = [
        Mistake("items/01-clean-water.yaml", "weight: 2", "weight: 0", "packs.number.range", line: 38, alone: true),
        Mistake("items/01-clean-water.yaml", "weight: 2", "weight: 101", "packs.number.range", line: 38, alone: true),
        Mistake("items/01-clean-water.yaml", "weight: 2", "weight: heavy", "packs.kind.integer", line: 38, alone: true),
        Mistake("items/01-clean-water.yaml", "id: wells,", "id: Wells,", "packs.id.words", line: 40, alone: true),
        Mistake(
            "items/01-clean-water.yaml", "{id: wells, title: {zh: 水源井, en: Wells}, ", "{id: wells, ",
            "packs.key.missing", line: 40, alone: true),
        Mistake(
            "items/01-clean-water.yaml", ", unit: {zh: 口, en: wells}}", "}", "packs.key.missing", line: 40, alone: true),
        Mistake(
            "items/01-clean-water.yaml", "id: wells, t", "id: complaints, t", "packs.twice.id", line: 41, alone: true),
        Mistake(
            "items/02-fair-scales.yaml", "unit: \"%\"", "unit: {zh: 百分点}", "packs.key.missing", line: 25, alone: true),
        Mistake("items/02-fair-scales.yaml", "decimals: 1", "decimals: 7", "packs.number.range", line: 25, alone: true),
        Mistake(
            "items/02-fair-scales.yaml", "title: {zh: 投诉, en: Complaints}", "title: {zh: 申诉, en: Appeals}",
            "packs.number.differs", line: 26),
        Mistake(
            "items/02-fair-scales.yaml", "unit: {zh: 件, en: cases}}", "unit: 件}", "packs.number.differs", line: 26,
            alone: true),
        Mistake(
            "items/02-fair-scales.yaml", "unit: {zh: 件, en: cases}}", "unit: {zh: 件, en: cases}, decimals: 2}",
            "packs.number.differs", line: 26, alone: true),
    ]
}
