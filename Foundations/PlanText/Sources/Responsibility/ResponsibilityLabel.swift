/// The labels that introduce units or a deadline: 牵头单位：, 责任单位：, 完成时限：.
enum ResponsibilityLabel {
    case lead
    case responsible
    case support
    case time
    /// A person or a remark, which names no unit.
    case person

    private static let words: [(ResponsibilityLabel, WordSet)] = [
        (.lead, WordSet("牵头单位 牵头部门 牵头责任单位 牵头责任部门 总牵头单位 牵头")),
        (
            .responsible,
            WordSet("责任单位 责任部门 负责单位 负责部门 落实单位 实施单位 承办单位 主办单位 主责单位 主责部门 责任主体 实施主体 责任分工")
        ),
        (.support, WordSet("配合单位 配合部门 协办单位 参与单位 参加单位 协同单位 协作单位 协助单位 支持单位 参与部门 配合责任单位 配合")),
        (.time, WordSet("完成时限 完成时间 完成期限 时间要求 时限要求 时间进度 时间节点 时间安排 进度安排 进度要求 时限 完成日期 工作时限")),
        (.person, WordSet("责任领导 责任人 联系人 分管领导 牵头领导 市领导 备注")),
    ]

    /// The label at the beginning of a text and the length of label and colon, or nil.
    static func label(of text: ScalarSlice) -> (label: ResponsibilityLabel, length: Int)? {
        for (label, words) in words {
            let length = words.prefixLength(of: text)
            guard length > 0 else { continue }
            var index = text.startIndex + length
            while index < text.endIndex, text[index].isBlank || text[index] == "*" { index += 1 }
            if index < text.endIndex, text[index].isColon {
                index += 1
                while index < text.endIndex, text[index] == "*" { index += 1 }
                return (label, index - text.startIndex)
            }
        }
        return nil
    }
}
