import CivicCalendar
import Documents

/// A document with every part that an official document can have.
enum OfficialSample {
    static func document(
        rows: Int = 3, isAttachmentLandscape: Bool = false, paragraphs: Int = 1
    ) throws -> OfficialDocument {
        let table = OfficialTable(
            caption: "未按期完成事项",
            columns: [
                .init("序号", isCentred: true), .init("任务", share: 4), .init("牵头单位", share: 2),
                .init("到期日", share: 2, isCentred: true),
            ],
            rows: (0..<rows).map { ["\($0 + 1)", "第 \($0 + 1) 项 <任务> & 说明", "单位甲"] })
        return OfficialDocument(
            mark: "市质量工作领导小组办公室文件", number: DocumentNumber(word: "质办发", year: 2021, sequence: 3).text,
            title: "关于2021年8月质量工作计划\n推进情况的通报", recipients: ["各成员单位", "各区质量工作领导小组"],
            body: [
                .heading(level: 1, text: "总体情况"),
                .paragraph(
                    Array(repeating: "截至8月31日，全年任务按计划推进。", count: paragraphs).joined(separator: "\n")),
                .heading(level: 2, text: "按期推进"), .heading(level: 3, text: "第一类"), .heading(level: 4, text: "细目"),
                .heading(level: 2, text: "存在风险"), .heading(level: 1, text: "逐项情况"), .table(table),
                .heading(level: 2, text: "再一次"),
            ],
            attachments: [
                OfficialAttachment(title: "事项清单", body: [.table(table)], isLandscape: isAttachmentLandscape),
                OfficialAttachment(title: "说明", body: [.paragraph("计数按工作日。")]),
            ],
            issuer: "市质量工作领导小组办公室", date: try CivicDate(year: 2021, month: 9, day: 5), remark: "此件公开发布",
            copies: ["市政府办公厅", "各区政府"], printer: "市质量工作领导小组办公室",
            printed: try CivicDate(year: 2021, month: 9, day: 6))
    }
}
