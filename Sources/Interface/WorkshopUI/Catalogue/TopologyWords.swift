/// Texts of the topology.
struct TopologyWords: Sendable {
    let title: String
    let calls: Text1
    let isCalledBy: Text1
    let isRegistered: String
    let registers: Text1
    /// So often a second, on an edge.
    let perSecond: Text1
    let inAll: Text1
    let failed: Text1
    let youBuy: String
    let watching: String
    let needsTraces: String
    let noTraces: String
}

extension TopologyWords {
    static let chinese = TopologyWords(
        title: "拓扑：谁在调用谁",
        calls: Text1 { "调用 \($0)" }, isCalledBy: Text1 { "被 \($0) 调用" },
        isRegistered: "已连接注册中心", registers: Text1 { "\($0) 已连接" },
        perSecond: Text1 { "\($0)/秒" },
        inAll: Text1 { "共 \($0) 次" }, failed: Text1 { "失败 \($0) 次" },
        youBuy: "你在书店下的订单", watching: "观测",
        needsTraces: "连线来自链路：在 bookstore.yaml 和 account.yaml 里写上 tracer: 127.0.0.1:9411，再买一本书。",
        noTraces: "这个节点没有链路可看")

    static let english = TopologyWords(
        title: "topology: who calls whom",
        calls: Text1 { "calls \($0)" }, isCalledBy: Text1 { "is called by \($0)" },
        isRegistered: "is connected to the registry", registers: Text1 { "\($0) is connected" },
        perSecond: Text1 { "\($0)/s" },
        inAll: Text1 { "\($0) in all" }, failed: Text1 { "\($0) failed" },
        youBuy: "the orders you place in the shop", watching: "watching",
        needsTraces:
            "Edges come from traces: write tracer: 127.0.0.1:9411 into bookstore.yaml and account.yaml, then buy a book.",
        noTraces: "there are no traces of this node")
}
