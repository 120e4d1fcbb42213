/// A plan of any size in official form, the same every time.
enum SyntheticPlan {
    private static let verbs = ["推进", "完善", "开展", "健全", "组织实施", "加强", "建设", "落实"]
    private static let objects = ["质量监督抽查", "标准化试点", "计量测试服务", "检验检测能力", "品牌培育", "放心消费创建", "追溯体系", "技能培训"]
    private static let goals = ["不断提升质量水平", "增强群众获得感", "促进产业提质增效"]
    private static let units = ["市市场监管局", "市商务委", "市农业农村委", "市、区质量工作领导小组办公室", "市教委"]

    static func text(bytes: Int) -> String {
        var text = "某市2023年质量发展工作要点\n\n一、夯实质量基础\n"
        var item = 0
        while text.utf8.count < bytes {
            item += 1
            text += "\(item)．\(verbs[item % 8])\(objects[item % 7])。"
            for clause in 0..<8 {
                let seed = item * 31 + clause * 17
                text += "\(verbs[seed % 8])\(objects[seed % 8])，\(verbs[(seed + 3) % 8])\(objects[(seed + 5) % 8])"
                text += clause % 3 == 2 ? "，\(goals[seed % 3])。" : "；"
            }
            text += "\(verbs[item % 8])年度总结。（\(units[item % 5])、\(units[(item + 2) % 5])负责）\n"
        }
        return text
    }
}
