import Wire

/// The five books of the workshop, as every new user finds them.
enum Catalogue {
    /// A book before anybody has bought it.
    struct Entry: Sendable {
        let code: String
        let name: String
        let authors: [String]
        let price: Money
        let about: String

        /// What old clients parse: a JSON text with the keys description, author and image_url.
        var description: String {
            JSONText.object([
                ("description", JSONText.string("<p>\(about)</p>")),
                ("author", JSONText.string(authors.joined(separator: ", "))),
                ("image_url", JSONText.string("/covers/\(code).svg")),
            ])
        }
    }

    /// How many copies of each book a new user's stock has.
    static let stock = 10_000

    /// By product code.
    static let entries = [
        Entry(
            code: "00001", name: "未来架构: 从服务化到云原生",
            authors: ["张亮", "吴晟", "敖小剑", "宋净超"], price: Money(yuan: 99),
            about: "从单体到服务化，再到云原生：每一步为什么要走，又付出什么代价。"),
        Entry(
            code: "00002", name: "Cloud Native Go: 构建基于Go和React的云原生Web应用与微服务",
            authors: ["Kevin Hoffman", "宋净超"], price: Money(yuan: 69),
            about: "用 Go 写后端、用 React 写页面，从零搭起一套微服务。"),
        Entry(
            code: "00003", name: "云原生Java: Spring Boot、Spring Cloud与Cloud Foundry弹性系统设计",
            authors: ["Josh Long", "张若飞", "宋净超"], price: Money(yuan: 128),
            about: "用 Spring 一家的工具，写出能伸能缩、坏了也能自愈的系统。"),
        Entry(
            code: "00004", name: "Python云原生: 构建应对海量用户数据的高可扩展Web应用",
            authors: ["Manish Sethi", "宋净超"], price: Money(yuan: 89),
            about: "让 Python 的 Web 应用装得下越来越多的用户。"),
        Entry(
            code: "00005", name: "深入浅出Istio: Service Mesh快速入门与实践",
            authors: ["崔秀龙"], price: Money(yuan: 79),
            about: "服务网格是什么，怎么装，怎么用，怎么查错。"),
    ]

    /// The book of a code.
    static func entry(_ code: String) -> Entry? {
        entries.first { $0.code == code }
    }
}
