import Kernel
import Web

/// Rows that look like a city's plan, made up for the tests.
enum SampleTables {
    static let definition = TableDefinition(
        columns: [
            TableColumn("number", "编号", kind: .text),
            TableColumn("title", "事项", isOfficial: true),
            TableColumn("unit", "责任单位"),
            TableColumn("state", "状态", kind: .status),
            TableColumn("progress", "进度", kind: .beam),
            TableColumn("due", "期限", kind: .date),
            TableColumn("samples", "抽查数", kind: .number, unit: "批次"),
            TableColumn("note", "备注", isSortable: false, isShownByDefault: false),
        ],
        filters: [
            TableFilter(
                "state", "状态",
                options: [
                    .init("late", "逾期"), .init("atRisk", "有风险"), .init("onPath", "按进度"), .init("finished", "已完成"),
                ]),
            TableFilter("level", "层级", options: [.init("city", "市级"), .init("district", "区级")]),
        ],
        defaultSort: TableSort("number"), pageSizes: [10, 20, 50])

    static let units = ["市场监管局", "经济信息化委", "住房城乡建设管理委", "生态环境局", "交通委", "卫生健康委", "教育委员会", "农业农村委"]
    static let titles = [
        "完善质量统计监测与分析制度，按季度发布质量状况分析", "开展重点产品质量安全风险监测", "推进服务质量满意度调查",
        "组织政府质量奖评审并公布结果", "建立缺陷产品召回信息通报机制", "推动检验检测机构能力验证",
    ]

    static func rows(_ count: Int, _ request: PageRequest) -> [TableRow] {
        (0..<count).map { index in
            let tone = TagTone.allCases[(index * 5 + 2) % 7]
            let done = [0.0, 0.35, 0.6, 0.82, 1.0][index % 5]
            let number = "\(index / 6 + 1)-\(index % 6 + 1 < 10 ? "0" : "")\(index % 6 + 1)"
            return TableRow(
                number, link: SampleEngine.item.link(number),
                cells: [
                    "number": .text(number, sortKey: .number(Double(index))),
                    "title": .text(titles[index % titles.count]),
                    "unit": .text(units[index % units.count]),
                    "state": .status(
                        StatusTag(tone, reason: tone == .late ? "应于 9 月 10 日前提交报告，至今未收到。" : "", for: request)),
                    "progress": .beam(
                        Beam(
                            done: done, due: 0.7, label: "已完成 \(Int(done * 100))%，按计划今天应完成 70%",
                            caption: "\(Int(done * 10))/10")),
                    "due": .text("2021-\(index % 3 + 9 < 10 ? "0" : "")\(index % 3 + 9)-30"),
                    "samples": index % 7 == 3 ? .empty : .count(index * 37 % 1000),
                ],
                facets: ["state": [tone.rawValue], "level": [index % 3 == 0 ? "district" : "city"]])
        }
    }

    static func table(_ request: PageRequest, rows count: Int = 37) -> Table {
        let rows = rows(count, request)
        var table = Table(
            definition, rows: .all(rows), caption: request.text("sample.items"), link: SampleEngine.items.link(),
            empty: Table.Empty("还没有责任事项。导入年度计划后，这里列出全部事项。", action: "查看计划总览", link: SampleEngine.board.link()),
            exports: [
                .init("CSV", SampleEngine.itemsFile.link()), .init("XLSX", SampleEngine.itemsFile.link()),
            ], request: request)
        table.totalsOfMatching = { rows in
            let total = rows.compactMap { $0.cells["samples"]?.number }.reduce(0, +)
            return ["samples": .number(total, String(Int(total)))]
        }
        return table
    }

    static func matrix(columns: Int = 36, rows: Int = 22) -> HeatTable {
        HeatTable(
            "matrix", caption: "事项与责任单位", corner: "事项 \\ 单位",
            columns: (0..<columns).map { index in
                HeatTable.Head(units[index % units.count], label: "\(units[index % units.count])（样例 \(index + 1)）")
            },
            rows: (0..<rows).map { row in
                HeatTable.Row(
                    .init("\(row + 1) \(titles[row % titles.count])", link: SampleEngine.item.link("\(row + 1)")),
                    cells: (0..<columns).map { column in
                        guard (row * 7 + column * 3) % 4 != 0 else { return .blank }
                        let tone = TagTone.allCases[(row * row + column) % 7]
                        return HeatTable.Cell(
                            tone, number: "\((row + column) % 5)/5",
                            label: "第 \(row + 1) 项，\(units[column % units.count])：\((row + column) % 5)/5",
                            link: column % 9 == 4 ? nil : SampleEngine.item.link("\(row + 1)-\(column + 1)"))
                    }, total: "\(row * 3)")
            }, totals: (0..<columns).map { "\($0 * 2 % 23)" } + ["311"], totalLabel: "合计")
    }
}
