/// Words for the keys of the screens that show what really happened.
extension KeyWords {
    static func chinese(_ topic: KeyTopic.Seeing) -> Text {
        switch topic {
        case .trace: Text("选择", "选择链路")
        case .service: Text("服务", "只看一个服务的链路")
        case .onlyFailed: Text("失败", "只看失败的链路，再按一次看全部")
        case .slower: Text("耗时", "只看耗时长的链路：1、5、20、100 毫秒以上")
        case .compare: Text("对比", "选作对比；在另一条链路上再按一次，两条并排")
        case .toTraces: Text("列表", "回到链路列表")
        case .node: Text("选择", "选择节点")
        case .span: Text("选择", "选择 Span，下面是它的全部属性")
        case .copyTrace: Text("复制", "复制链路：在列表里是 ID，打开后是全文")
        case .showLogs: Text("日志", "这条链路写下的日志")
        case .showTrace: Text("链路", "它的链路：选中的日志行，或上一笔订单")
        case .showTraces: Text("链路", "这个服务的链路")
        case .topology: Text("拓扑", "谁在调用谁，画成图")
        case .table: Text("组件表", "回到组件表")
        case .application: Text("选择", "选择应用")
        case .figure: Text("指标", "图里画什么：请求、失败、p50、p99、耗时分布")
        case .zoom: Text("缩放", "看多长时间：一分钟到一天")
        case .query: Text("查询", "输入一句 PromQL；Tab 补全，↑ 找回以前的")
        case .copyQuery: Text("复制", "复制查询和它的结果")
        }
    }

    static func english(_ topic: KeyTopic.Seeing) -> Text {
        switch topic {
        case .trace: Text("trace", "choose a trace")
        case .service: Text("service", "only traces of one service")
        case .onlyFailed: Text("failed", "only failed traces; again for all")
        case .slower: Text("slow", "only slow traces: beyond 1, 5, 20, 100 ms")
        case .compare: Text("compare", "choose it; again on another one shows both together")
        case .toTraces: Text("list", "back to the list of traces")
        case .node: Text("node", "choose a node")
        case .span: Text("span", "choose a span; below is all that is known of it")
        case .copyTrace: Text("copy", "copy the trace: its id in the list, all of it when open")
        case .showLogs: Text("logs", "the lines that were logged in this trace")
        case .showTrace: Text("trace", "its trace: of the line chosen, or of the last order")
        case .showTraces: Text("traces", "the traces of this service")
        case .topology: Text("topology", "who calls whom, drawn")
        case .table: Text("table", "back to the table of components")
        case .application: Text("choose", "choose an application")
        case .figure:
            Text("figure", "what is drawn: requests, failures, p50, p99, how long they take")
        case .zoom: Text("zoom", "how much time is shown: a minute to a day")
        case .query: Text("query", "type a query in PromQL; Tab completes, ↑ recalls")
        case .copyQuery: Text("copy", "copy the query and its answer")
        }
    }
}
