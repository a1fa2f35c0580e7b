/// Texts of the question to the registry.
struct RegistryWords: Sendable {
    let title: String
    let asking: String
    /// It answered in so many milliseconds.
    let answered: Text1
    let empty: String
    let emptyMeans: String
    let version: Text1
    /// Why the key is off.
    let notReady: String
}

extension RegistryWords {
    static let chinese = RegistryWords(
        title: "问注册中心：有哪些服务？",
        asking: "正在问…",
        answered: Text1 { "用时 \($0) ms" },
        empty: "一个服务也没有：没有谁发布过，也没有谁订阅。",
        emptyMeans: "回答是一个空列表。从现在起，列表里出现的每一项都是你放进去的。",
        version: Text1 { "版本 \($0)" },
        notReady: "注册中心还没有就绪：按 3，选中 registry，按 s 启动")

    static let english = RegistryWords(
        title: "Ask the registry: which services?",
        asking: "asking…",
        answered: Text1 { "answered in \($0) ms" },
        empty: "No service is published, and nobody waits for one.",
        emptyMeans:
            "The answer is an empty list. Whatever appears in it from now on, you put there.",
        version: Text1 { "version \($0)" },
        notReady: "the registry is not ready: 3, select registry, s starts it")
}
