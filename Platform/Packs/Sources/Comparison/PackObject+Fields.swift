import Foundation
import Kernel

extension Pack: PackObject {
    static let kind = PackObjectReference.Kind.pack
    static let fields: [PackField<Pack>] = [
        PackField("id", \.manifest.id),
        PackField("title.zh", \.manifest.title.zh),
        PackField("title.en", \.manifest.title.en),
        PackField("language", \.manifest.language),
        PackField("valid", \.manifest.validity),
        PackField("basis", \.manifest.basis) { $0.shown },
        PackField("label.zh", \.manifest.label.zh),
        PackField("label.en", \.manifest.label.en),
        PackField("plan", \.manifest.planPath),
        PackField("units", \.manifest.unitsPath),
        PackField("items", \.manifest.itemsFolder),
        PackField("lights.near_due_workdays", \.manifest.lights.nearDueWorkdays),
        PackField("lights.behind_share", \.manifest.lights.behindShare),
        PackField("lights.notice_workdays", \.manifest.lights.noticeWorkdays),
        PackField("lights.report_grace_workdays", \.manifest.lights.reportGraceWorkdays),
        PackField("lights.receipt_workdays", \.manifest.lights.receiptWorkdays),
        PackField("supervision.urge_after_workdays", \.manifest.supervision.urgeAfterWorkdays),
        PackField("supervision.escalate_after_workdays", \.manifest.supervision.escalateAfterWorkdays),
        PackField("supervision.basis", \.manifest.supervision.basis) { $0?.shown },
        PackField("score.finished", \.manifest.score.finished),
        PackField("score.finished_late", \.manifest.score.finishedLate),
        PackField("score.on_path", \.manifest.score.onPath),
        PackField("score.at_risk", \.manifest.score.atRisk),
        PackField("score.late", \.manifest.score.late),
        PackField("score.basis", \.manifest.score.basis) { $0?.shown },
        PackField("bulletin", \.manifest.bulletin) { $0?.shown },
        PackField("plan text", \.planText),
    ]
    static let lists: [PackObjectList<Pack>] = [
        PackObjectList(\.units), PackObjectList(\.groups), PackObjectList(\.districts), PackObjectList(\.calendars),
        PackObjectList(\.items),
    ]

    var id: String { manifest.id }
    var title: LocalizedText { manifest.title }
}

extension PackUnit: PackObject {
    static let kind = PackObjectReference.Kind.unit
    static let fields: [PackField<PackUnit>] = [
        PackField("title.zh", \.title.zh),
        PackField("title.en", \.title.en),
        PackField("short.zh", \.short.zh),
        PackField("short.en", \.short.en),
        PackField(set: "aliases", \.aliases),
        PackField("code", \.code),
        PackField("level", \.level),
        PackField("direction", \.direction),
        PackField("valid", \.validity),
        PackField("basis", \.basis) { $0.shown },
    ]
}

extension UnitGroup: PackObject {
    static let kind = PackObjectReference.Kind.group
    static let fields: [PackField<UnitGroup>] = [
        PackField("title.zh", \.title.zh),
        PackField("title.en", \.title.en),
        PackField("short.zh", \.short.zh),
        PackField("short.en", \.short.en),
        PackField(set: "aliases", \.aliases),
        PackField("level", \.level),
        PackField("direction", \.direction),
        PackField("member.zh", \.member.zh),
        PackField("member.en", \.member.en),
        PackField("code", \.code),
        PackField("valid", \.validity),
        PackField("basis", \.basis) { $0.shown },
    ]
}

extension District: PackObject {
    static let kind = PackObjectReference.Kind.district
    static let fields: [PackField<District>] = [
        PackField("code", \.code),
        PackField("title.zh", \.title.zh),
        PackField("title.en", \.title.en),
        PackField("short.zh", \.short.zh),
        PackField("short.en", \.short.en),
        PackField("tile", \.tile) { "\($0.column), \($0.row)" },
        PackField("valid", \.validity),
        PackField("basis", \.basis) { $0.shown },
    ]
}

extension PackCalendar: PackObject {
    static let kind = PackObjectReference.Kind.calendar
    static let fields: [PackField<PackCalendar>] = [
        PackField("file", \.path),
        PackField("title.zh", \.title.zh),
        PackField("title.en", \.title.en),
        PackField("year", \.year),
        PackField("valid", \.validity),
        PackField("basis", \.basis) { $0.shown },
        PackField(set: "make_up_workdays", \.makeUpWorkdays),
        PackField("workdays", \.workdays),
    ]
    static let lists: [PackObjectList<PackCalendar>] = [PackObjectList(\.holidays)]
}

extension Holiday: PackObject {
    static let kind = PackObjectReference.Kind.holiday
    static let fields: [PackField<Holiday>] = [
        PackField("title.zh", \.title.zh),
        PackField("title.en", \.title.en),
        PackField("from", \.from),
        PackField("to", \.to),
    ]
}

extension PackItem: PackObject {
    static let kind = PackObjectReference.Kind.item
    static let fields: [PackField<PackItem>] = [
        PackField("item", \.number),
        PackField("slug", \.slug),
        PackField("title.zh", \.title.zh),
        PackField("title.en", \.title.en),
        PackField("valid", \.validity),
        PackField("basis", \.basis) { $0.shown },
        PackField("lead.as_written", \.lead.asWritten) { $0 },
        PackField("lead.as_agreed", \.lead.asAgreed),
        PackField("lead.reason", \.lead.reason) { $0?.shown },
        // The order is the plan's own, and the first-listed unit counts.
        PackField("units", \.units) { $0.joined(separator: ", ") },
        PackField("open", \.open),
    ]
    static let lists: [PackObjectList<PackItem>] = [PackObjectList(\.deliverables)]
}

extension PackDeliverable: PackObject {
    static let kind = PackObjectReference.Kind.deliverable
    static let fields: [PackField<PackDeliverable>] = [
        PackField("title.zh", \.title.zh),
        PackField("title.en", \.title.en),
        PackField("clause", \.clause),
        PackField(set: "anchors", \.anchors),
        PackField("lead", \.lead),
        PackField(set: "supports", \.supports),
        PackField("cadence", \.cadence),
        PackField("starts", \.starts) { $0?.description },
        PackField("due", \.due),
        PackField("per_district", \.perDistrict),
        PackField("weight", \.weight),
        PackField("target", \.target) { $0?.shown },
        PackField("valid", \.validity),
        PackField("basis", \.basis) { $0.shown },
    ]
    static let lists: [PackObjectList<PackDeliverable>] = [PackObjectList(\.numbers), PackObjectList(\.evidence)]
}

extension ReportedNumber: PackObject {
    static let kind = PackObjectReference.Kind.number
    static let fields: [PackField<ReportedNumber>] = [
        PackField("title.zh", \.title.zh),
        PackField("title.en", \.title.en),
        PackField("unit", \.unit) { $0.shown },
        PackField("decimals", \.decimals),
    ]
}

extension ExpectedEvidence: PackObject {
    static let kind = PackObjectReference.Kind.evidence
    static let fields: [PackField<ExpectedEvidence>] = [
        PackField("kind", \.kind),
        PackField("title.zh", \.title.zh),
        PackField("title.en", \.title.en),
    ]
}

extension Basis {
    fileprivate var shown: String { "\(text) (\(status.rawValue))" }
}

extension LocalizedText {
    fileprivate var shown: String { zh == en ? zh : "\(zh) / \(en)" }
}

extension BulletinIssuer {
    fileprivate var shown: String {
        [title.shown, numberWord, copies.joined(separator: ", "), basis.shown].filter { !$0.isEmpty }
            .joined(separator: "; ")
    }
}

extension Target {
    fileprivate var shown: String {
        [text.shown, value.map { "\($0)" }, unit?.shown].compactMap { $0 }.joined(separator: "; ")
    }
}
