/// What a column of a task table holds, by its heading.
enum TableColumn: Equatable {
    case number
    /// A description of the task; a lower rank is closer to the work itself.
    case task(rank: Int)
    case lead
    case responsible
    case support
    case due
    case other

    private static let taskWords = [
        "具体任务", "具体措施", "工作措施", "具体工作", "任务内容", "工作内容", "主要内容", "工作举措", "主要措施", "具体内容",
        "工作任务", "重点任务", "主要任务", "任务名称", "任务事项", "工作事项", "任务", "事项", "措施", "举措", "重点工作", "工作",
        "项目", "内容",
    ]

    init(heading: ScalarSlice) {
        let text = heading.filter { !$0.isBlank && $0 != "*" }[...]
        func names(_ words: [String]) -> Bool { words.contains { text.contains($0) } }
        if text.isEmpty || text.count > 16 {
            self = .other
        } else if names(["序号", "编号"]) || text.elementsEqual("号".unicodeScalars) || text.hasPrefix("No") {
            self = .number
        } else if names(["领导", "责任人", "联系", "备注", "类别", "领域", "板块", "状态"]) {
            self = .other
        } else if names(["时限", "时间", "期限", "节点", "进度", "日期"]) {
            self = .due
        } else if names(["牵头"]) {
            self = .lead
        } else if names(["配合", "协办", "参与", "协同", "协作", "支持单位", "参加单位"]) {
            self = .support
        } else if names(["责任", "负责", "落实单位", "实施单位", "承办", "主办", "主责", "单位", "部门"]) {
            self = .responsible
        } else if let rank = Self.taskWords.firstIndex(where: { text.contains($0) }) {
            self = .task(rank: rank)
        } else {
            self = .other
        }
    }
}
