/// The words of official Chinese that the segmentation knows; general administrative language, of no single plan.
enum Vocabulary {
    /// Words of manner, degree and time that stand before a verb.
    static let adverbs = WordSet(
        """
        全面 积极 持续 大力 深入 深化 进一步 着力 切实 不断 努力 广泛 加快 统筹 稳步 有序 扎实 全力 重点 严格 充分 有效
        共同 继续 认真 主动 科学 合理 严厉 坚决 及时 定期 逐步 联合 协同 率先 高质量 高水平 高标准 高规格 高效 更好 精准
        依法 因地制宜 同步 尽快 力争 年内 全年 牢牢 稳妥 大幅 明显 显著 系统 常态化 规范 择优 分类 分级 分批 强力 从严
        严肃 集中 紧紧 始终 积极稳妥 全方位 全过程 一体 探索 适时 按时 按期 基本 再 并 要 应 从小 从快 从源头 将继续 鼓励和 引导和
        """)

    /// Adverbs of lasting effort: an outcome that carries one is a commitment of its own.
    static let lastingEffort = WordSet("持续 不断 努力 全力 始终 继续 力争 稳步 逐步")

    /// Verbs that name official work.
    static let verbs = WordSet(
        """
        开展 推进 推动 实施 建立 制定 组织 完善 优化 提升 提高 加强 健全 打造 构建 做好 进行 设立 培育 举办 出台 编制
        落实 形成 掀起 强化 深化 加大 加快 严格 规范 引导 鼓励 支持 督促 指导 帮助 激励 促进 扩大 增强 改善 保障 维护
        确保 实现 凝聚 营造 总结 评估 对接 复制 推广 统筹 发挥 发动 树立 启动 严厉 打击 查处 整治 治理 排查 监测 检查
        抽查 抽检 检验 检测 巡查 督查 督导 考核 评价 评选 表彰 奖励 宣传 普及 培训 培养 引进 选拔 建设 新建 改建 扩建
        改造 升级 更新 修复 修订 修编 制订 起草 印发 发布 公布 公开 公示 通报 报送 上报 申报 申请 争取 创建 创新 探索
        研究 谋划 规划 布局 设置 增设 配备 配置 配齐 安排 部署 明确 细化 压实 夯实 筑牢 巩固 拓展 延伸 拓宽 畅通 打通
        简化 精简 压缩 缩短 降低 减少 控制 遏制 防范 化解 消除 处置 应对 处理 解决 破解 整改 整合 融合 衔接 协调 联动
        配合 参与 承办 协助 承担 履行 执行 贯彻 遵守 坚持 围绕 聚焦 服务 满足 增加 新增 扩充 补齐 补充 填补 建成 完成
        达到 保持 力争 争创 争当 试点 示范 带动 引领 辐射 吸引 招引 集聚 发展 壮大 做强 做优 做大 做实 抓好 抓实 抓紧
        用好 管好 守住 守牢 严守 严把 把好 把牢 摸清 掌握 分析 研判 预警 监督 监管 管理 管控 运营 运行 维修 养护 清理
        清查 取缔 关停 淘汰 退出 搬迁 腾退 拆除 疏浚 清淤 供应 供给 储备 收购 采购 投放 投入 筹集 筹建 筹备 征集 遴选
        认定 认证 命名 授予 评定 评审 审核 审查 审批 核查 核定 核实 登记 备案 归集 共享 汇总 统计 调查 调研 走访 慰问
        回访 反馈 受理 办理 答复 调解 追究 问责 惩戒 处罚 曝光 召回 追溯 移送 立案 侦办 破获 侦破 普查 更换 安装 铺设
        推行 推广应用 引入 应用 运用 利用 使用 采用 采取 搭建 开发 研发 研制 攻关 突破 转化 落地 投用 投产 开工 竣工
        验收 交付 启用 开通 开放 开设 举行 召开 参加 组建 成立 挂牌 调整 改革 改进 改良 丰富 激发 释放 挖掘 盘活 传承
        保护 弘扬 展示 展现 讲好 传播 编写 编印 拍摄 制作 收集 整理 建档 纳入 列入 融入 摆到 列为 作为 转变 转型 提质
        增效 扩面 扩容 提速 降本 助力 赋能 支撑 护航 保证 让 使 将 把 对 为 向 与 由 在 从 以 按 按照 根据 通过 结合
        依托 针对 面向 立足 借助 用 抢抓 抓住 抓 建 管 办 开 设 严防 严惩 严打 杜绝 禁止 限制 压减 削减 节约 回收 分类
        倡导 提倡 动员 号召 邀请 联系 对标 借鉴 学习 交流 合作 共建 共创 签订 签署 兑现 发放 补助 补贴 资助 扶持 帮扶
        救助 关爱 照护 接送 招聘 招录 招生 扩招 就业 稳定 稳住 改扩建 划定 划转 理顺 厘清 界定 梳理 建好 选树 选派 选聘
        """)

    /// Verbs after which a list of events is a list of separate pieces of work.
    static let eventVerbs = WordSet(
        """
        开展 推进 推动 实施 举办 组织 启动 编制 制定 制订 出台 完成 建设 新建 修订 召开 举行 组织开展 组织实施 启动实施
        """)

    /// Verbs whose object is always an event, so that any verb that ends an element of a list is read as a noun.
    static let holdingVerbs = WordSet("开展 组织 举办 组织开展 举行")

    /// What names an event or a programme when it ends an element of a list.
    static let events = WordSet(
        """
        工程 行动 建设 评价 大赛 竞赛 比赛 评选 分享 共建 测评 推优 活动 创建 试点 培训 调查 监测 检查 抽查 抽检 巡查
        督查 整治 规划 计划 方案 评估 评比 论坛 展览 宣讲 演练 普查 调研 会议 改造 修复 治理 项目 考核 验收 研讨 交流
        比武 监督 示范 认证 探访 开放日 宣传周 主题日 赛 征文 巡回展 行动计划 督导 排查 体检 赛事 峰会 展会 巡展 巡讲 讲座 征集 测试 比对 练兵 攻关 审计 直播
        """)

    /// Documents and programmes that 和 joins as two pieces of work.
    static let programmes = WordSet("规划 计划 方案 纲要 行动 工程 条例 办法 规定 细则 标准 规范 目录 指南")

    /// Prepositions of means: inside a sentence they tie the theme before them to the work after them.
    static let meansPrepositions = WordSet("通过 结合 依托 借助 利用 运用 采取")

    /// Prepositions that open a lead-in to the work that follows.
    static let prepositions = WordSet(
        "围绕 聚焦 针对 面向 按照 根据 依据 遵循 立足 瞄准 紧扣 紧盯 对照 对标 着眼 坚持 贯彻 秉持 紧紧围绕 随着 为")

    /// Nouns that end a lead-in of means even where a verb stands inside it.
    static let meansNouns = WordSet(
        """
        活动 节点 方式 形式 手段 途径 平台 载体 机制 要求 部署 精神 规定 领域 问题 作用 渠道 契机 机遇 原则 目标 任务
        重点 措施 办法 举措 实际 需求 特点 情况 行业 环节 方面 上 中 下 基础 导向 理念 思路 标准 规范 优势 资源
        """)

    /// What ends a lead-in of the form 以…为….
    static let roles = WordSet(
        """
        抓手 引领 重点 目标 核心 契机 载体 导向 基础 主线 统领 指导 依据 支撑 突破口 牵引 主体 中心 主题 平台 纽带
        根本 手段 动力 驱动 依托 龙头 先导 前提 要求 遵循 切入点 着力点 落脚点 出发点 主 试点 底线 方向 保障 关键 举措
        """)

    /// What ends a lead-in that opens with 在.
    static let places = WordSet("上 中 下 方面 领域 基础上 前提下 过程中 期间 同时 范围内 之际 背景下 框架下")

    /// What is left of a segment that only says by when or how far the work before it is done.
    static let completions = WordSet("完成 全部完成 投入使用 全部投入使用 建成 全部建成 建成投用 投用 到位 落实到位 全覆盖 实现全覆盖 完工 竣工 投产")

    /// Words that join clauses and belong to neither.
    static let joiningWords = WordSet(
        "以及 同时 此外 另外 并且 而且 从而 进而 一是 二是 三是 四是 五是 六是 七是 八是 九是 十是 首先 其次 再次 最后")

    /// Verbs that state an improvement of their object.
    static let improvementVerbs = WordSet(
        """
        提升 提高 增强 改善 促进 扩大 增进 满足 服务 实现 凝聚 让 使 激励 激发 助力 巩固 释放 筑牢 守护 彰显 减轻 降低
        更好满足 更好服务 助推 赋能 惠及 造福 缓解 夯实 展现 树立良好 确保 保证
        """)

    /// Causative verbs that state an outcome when a word of change ends the clause.
    static let causativeVerbs = WordSet("推动 推进 带动 引领 支撑 加快 引导激励 激励引导 引导 驱动 撬动 拉动 倒逼 促使")

    /// Words of change that end such a clause.
    static let changes = WordSet(
        """
        提升 提高 增强 改善 升级 转型 增效 发展 优化 进步 向好 普及 入心 入脑 见效 落地见效 跃升 跃迁 提档 提速 深入人心
        担当作为 好转 增长 振兴 繁荣 壮大 达标 迈进 转变 增收 落地 成长 回升 扛在肩上 放在心上
        """)

    /// Changes so wide that they are never the measure of one piece of work.
    static let wideChanges = WordSet("发展 升级 转型 增效 振兴 繁荣 深入人心 担当作为 合力 格局 高地 氛围 局面 生态 形象 获得感 落地见效 迈进 转变")

    /// Verbs that shape a state, and the nouns that name such a state.
    static let shapingVerbs = WordSet("构建 形成 打造 营造 凝聚 汇聚 塑造 构筑 净化 培养 培育")
    static let states = WordSet(
        "格局 合力 氛围 高地 局面 优势 生态 环境 新引擎 共同体 风尚 屏障 体系化格局 新动能 新高地 名片 形象 标杆城市 震慑 声势 态势 样板 精品 典范 口碑 习惯")

    /// What 维护 and 保障 keep when they name an outcome.
    static let protectingVerbs = WordSet("维护 保障 守护 捍卫 守住 守牢")
    static let protectedGoods = WordSet("秩序 权益 利益 安全 稳定 健康 需求 需要 公平 正义 生命线 幸福 和谐 成长 底线 红线 防线")

    /// Verbs and nouns of harm that the work before them is to prevent or to end.
    static let preventingVerbs = WordSet("杜绝 防止 避免 遏制 防范 减少 化解 解决 破解 消除")
    static let harms = WordSet("事故 事件 风险 问题 难题 难点 隐患 发生 浪费 损失 短板 瓶颈 痛点 堵点")

    /// What 为…提供 gives when it names an outcome.
    static let foundations = WordSet("支撑 依据 保障 基础 支持 参考 动力 条件")

    /// Verbs so general that what they name is a theme, which the means and the work behind it spell out.
    static let themeVerbs = WordSet("加强 强化 深化 实施 推进 推动 加大 做好 提升 优化")

    /// Verbs that choose the objects of the work that follows.
    static let choosingVerbs = WordSet("选取 选择 选定 遴选确定")

    /// The last scalar of a noun for something measured, before 达到 and its like.
    static let measured = WordSet("率 度 比例 比重 浓度 指数 值 强度 水平 占比 得分")
    static let reaching = WordSet("达到 达 不低于 稳定在 控制在 保持在 维持在 高于 超过 降至 降到 提高到 提升到 提升至 提高至 不超过 不高于 低于 在")

    /// Verbs by which a higher level makes a lower one act.
    static let delegatingVerbs = WordSet("推动 督促 指导 支持 鼓励 引导 要求 组织 督导 帮助 部署 协调 推进 指导督促 督促指导")

    /// All districts of a city, as the subject of a clause.
    static let allDistricts = WordSet("各区 各县 各区县 各县区 各县市区 各镇 各乡镇 各街道 各街镇 各旗 各市县 各区（ 各县（ 各市（ 各区( 各县( 各市(")

    /// Pairs of scalars too common in official texts to show that two clauses speak of the same thing.
    static let commonPairs = WordSet(
        """
        质量 水平 能力 企业 产业 工作 建设 发展 提升 服务 管理 体系 行业 全市 本市 城市 监管 提高 加强 推进 推动 开展 促进
        机制 制度 重点 领域 相关 实施 完善 健全 优化 增强 改善 组织 项目 工程 行动 全面 安全 效能 效率 水准 群众 人民 社会
        """)
}
