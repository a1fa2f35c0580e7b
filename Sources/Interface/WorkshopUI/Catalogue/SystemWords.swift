import Wire

/// Texts of the system screen.
struct SystemWords: Sendable {
    let component: String
    let state: String
    let pid: String
    let port: String
    let uptime: String
    let restarts: String
    let memory: String
    let stopped: String
    let starting: String
    let ready: String
    let failed: String
    let stopping: String
    let noLines: String
    let registry: String
    let noServices: String
    let registryAway: String
    let noProviders: String
    let providers: Text1
    let subscribers: Text1
    let weight: Text1
    let since: Text1
    let startAsked: String
    let stopAsked: String
    let restartAsked: String
    let killAsked: String
    let pauseAsked: String
    let resumeAsked: String
    /// A verb was refused for a reason.
    let refused: Text2
    /// Reasons why a key is off.
    let alreadyRuns: Text1
    let doesNotRun: Text1
    let isBusy: Text1
    let noComponent: String
    /// There is no component of this name; these there are.
    let unknownComponent: Text2
    let nothingKnown: String

    /// A state's word.
    func word(_ state: ComponentStatus.State) -> String {
        switch state {
        case .stopped: stopped
        case .starting: starting
        case .ready: ready
        case .failed: failed
        case .stopping: stopping
        }
    }

    /// What was asked for, under way.
    func asked(_ verb: ControlVerb) -> String {
        switch verb {
        case .start: startAsked
        case .stop: stopAsked
        case .restart: restartAsked
        case .kill: killAsked
        case .pause: pauseAsked
        case .resume: resumeAsked
        }
    }
}

extension SystemWords {
    static let chinese = SystemWords(
        component: "组件", state: "状态", pid: "进程", port: "端口", uptime: "已运行",
        restarts: "重启", memory: "内存",
        stopped: "已停止", starting: "启动中", ready: "就绪", failed: "失败", stopping: "停止中",
        noLines: "还没有日志。",
        registry: "注册中心里的服务",
        noServices: "还没有服务。在 account.yaml 里发布 BalanceMngFacade，它就会出现在这里。",
        registryAway: "注册中心没有回应；已经知道地址的调用方照常工作。",
        noProviders: "没有提供者",
        providers: Text1 { "\($0) 个提供者" },
        subscribers: Text1 { "\($0) 个订阅者" },
        weight: Text1 { "权重 \($0)" },
        since: Text1 { "自 \($0)" },
        startAsked: "正在启动…", stopAsked: "正在停止…", restartAsked: "正在重启…",
        killAsked: "已发出 kill -9…", pauseAsked: "已发出 SIGSTOP…", resumeAsked: "已发出 SIGCONT…",
        refused: Text2 { "\($0) 没有成功：\($1)" },
        alreadyRuns: Text1 { "\($0) 已经在运行" },
        doesNotRun: Text1 { "\($0) 没有在运行：按 s 启动" },
        isBusy: Text1 { "\($0) 的上一个操作还没有结束" },
        noComponent: "还没有组件",
        unknownComponent: Text2 { "没有组件“\($0)”；现有：\($1)" },
        nothingKnown: "还不知道有哪些组件。它们由主目录里的 account.yaml 和 bookstore.yaml 声明。")

    static let english = SystemWords(
        component: "component", state: "state", pid: "pid", port: "port", uptime: "uptime",
        restarts: "restarts", memory: "memory",
        stopped: "stopped", starting: "starting", ready: "ready", failed: "failed",
        stopping: "stopping",
        noLines: "No lines yet.",
        registry: "Services in the registry",
        noServices: "No services yet. Publish BalanceMngFacade in account.yaml to see it here.",
        registryAway: "The registry does not answer; callers go on with the addresses they know.",
        noProviders: "no provider",
        providers: Text1 { $0 == "1" ? "1 provider" : "\($0) providers" },
        subscribers: Text1 { $0 == "1" ? "1 subscriber" : "\($0) subscribers" },
        weight: Text1 { "weight \($0)" },
        since: Text1 { "since \($0)" },
        startAsked: "starting it…", stopAsked: "stopping it…", restartAsked: "restarting it…",
        killAsked: "kill -9 sent…", pauseAsked: "SIGSTOP sent…", resumeAsked: "SIGCONT sent…",
        refused: Text2 { "\($0) was refused: \($1)" },
        alreadyRuns: Text1 { "\($0) is running already" },
        doesNotRun: Text1 { "\($0) is not running: s starts it" },
        isBusy: Text1 { "\($0): the last thing is still under way" },
        noComponent: "there is no component yet",
        unknownComponent: Text2 { "there is no component \"\($0)\"; there are \($1)" },
        nothingKnown:
            "No components are known yet. They are declared by account.yaml and bookstore.yaml in your home folder."
    )
}
