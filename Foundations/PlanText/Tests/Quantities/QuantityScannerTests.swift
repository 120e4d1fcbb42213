import Testing

@testable import PlanText

/// Numbers in clauses.
struct QuantityScannerTests {
    private func scan(_ text: String) -> [Plan.Quantity] {
        let scalars = Array(text.unicodeScalars)
        return QuantityScanner(text: scalars).quantities(in: 0..<scalars.count)
    }

    @Test(
        "value, unit and comparison of what official texts say",
        arguments: [
            ("合格率达到98%以上", Plan.Quantity(text: "达到98%以上", value: 98, unit: "%", comparison: .atLeast)),
            ("普及率不低于95.5%", .init(text: "不低于95.5%", value: 95.5, unit: "%", comparison: .atLeast)),
            ("新增60名", .init(text: "新增60名", value: 60, unit: "名", comparison: .increase)),
            ("建成3个站", .init(text: "3个", value: 3, unit: "个", comparison: .equal)),
            ("培育一批企业", .init(text: "一批", value: nil, unit: "批", comparison: .equal)),
            ("发放1,000张", .init(text: "1,000张", value: 1000, unit: "张", comparison: .equal)),
            ("抽检2.4万批次", .init(text: "2.4万批次", value: 24000, unit: "批次", comparison: .equal)),
            ("控制在30微克/立方米以内", .init(text: "控制在30微克/立方米以内", value: 30, unit: "微克/立方米", comparison: .atMost)),
            ("下降5个百分点", .init(text: "下降5个百分点", value: 5, unit: "个百分点", comparison: .decrease)),
            ("提高到98%", .init(text: "提高到98%", value: 98, unit: "%", comparison: .atLeast)),
            ("完成２个", .init(text: "２个", value: 2, unit: "个", comparison: .equal)),
            ("第八轮行动", .init(text: "第八轮", value: 8, unit: "轮", comparison: .equal)),
            ("合格率超过百分之九十五", .init(text: "超过百分之九十五", value: 95, unit: "%", comparison: .moreThan)),
        ])
    func quantities(text: String, expected: Plan.Quantity) {
        #expect(scan(text) == [expected])
    }

    @Test("dates, names and fixed words are no quantities")
    func none() {
        for text in ["2024年6月底前完成", "“百千万”工程", "5·10品牌日", "一体化推进", "统一标准", "新一轮行动", "一站式服务", "PM2.5治理", "《三年方案》"] {
            #expect(scan(text).isEmpty, Comment(rawValue: text))
        }
    }
}
