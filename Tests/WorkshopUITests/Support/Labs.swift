import LabKit
import Testing

/// A lab of the tests' own, so that its words and the goldens stay when the real one is improved.
enum Labs {
    static let id = "01-microservices"

    static func microservices() throws -> Lab {
        try LabSource(
            folder: id, definition: definition, chinese: chinese, english: english
        ).lab().get()
    }

    static let publish = StepKey(lab: id, step: "publish-account")

    /// Verdicts on the step that publishes the account: one holds, one differs, one is absent.
    static let verdicts = [
        Verdict(
            id: "running", title: .init(chinese: "account 在运行", english: "account is running"),
            code: .holds, expected: .init(same: "ready"), found: .init(same: "ready"),
            next: .init(same: "")),
        Verdict(
            id: "provider",
            title: .init(
                chinese: "BalanceMngFacade:1.0:user0 有提供者",
                english: "BalanceMngFacade:1.0:user0 has a provider"),
            code: .differs, expected: .init(chinese: "1 个或更多", english: "1 or more"),
            found: .init(same: "0"),
            next: .init(
                chinese: "看 account.yaml 第 7 行，binding 是 none",
                english: "look at account.yaml:7, binding is \"none\"")),
        Verdict(
            id: "told", title: .init(chinese: "书店收到了通知", english: "the bookstore was told"),
            code: .absent, expected: .init(same: "1"),
            found: .init(chinese: "没有", english: "nothing"),
            next: .init(same: "")),
    ]

    private static let definition = """
        id: 01-microservices
        order: 1
        time: 09:20-10:10
        steps:
          - id: open-and-buy
            checks:
              - {id: sold, reads: bookstore.booksSold, expects: ">= 1"}
            solve:
              - buy: {code: "00001"}
            reset:
              - wipe: data
          - id: look-into-registry
            checks:
              - {id: asked, reads: registry.questions, expects: ">= 1"}
            solve:
              - ask: registry
            reset:
              - restart: registry
          - id: set-unique-id
            checks:
              - {id: has-it, reads: bookstore.uniqueId, expects: '!= ""'}
            solve:
              - set: {file: bookstore.yaml, path: uniqueId, to: user0}
            reset:
              - set: {file: bookstore.yaml, path: uniqueId, to: ""}
          - id: publish-account
            checks:
              - {id: running, reads: components.account.state, expects: "== ready"}
              - {id: provider, reads: registry.providers, expects: ">= 1"}
              - {id: told, reads: bookstore.providers, expects: "count >= 1"}
            solve:
              - start: account
            reset:
              - stop: account
        """

    private static let english = """
        # Microservices
        A bookstore runs as one program. You take the account out of it.

        ## open-and-buy: Open the shop and buy a book
        ### now
        The bookstore is one program.
        ### do
        Press `2` for the shop and order a book.
        ### see
        Your balance falls by the price.
        ### why
        Stock and money moved inside one process.
        ### try
        Order more than your balance allows.
        ### hint 1
        The shop is screen `2`.
        ### hint 2
        Run `workshop buy 00001`.
        ### check sold: A book is sold
        Buy one book on screen 2.

        ## look-into-registry: Look into the empty registry
        ### now
        A registry is running beside the shop.
        ### do
        Ask it which services it knows:
        ```
        workshop registry services
        ```
        ### see
        The answer is an empty list.
        ### why
        Whatever appears in it from now on, you have put there.
        ### try
        Ask again.
        ### hint 1
        The question is a command for another terminal.
        ### hint 2
        Run `workshop registry services`.
        ### check asked: Somebody has asked the registry
        Run `workshop registry services`.

        ## set-unique-id: Choose one unique id
        ### now
        Hundreds of people shared one registry.
        ### do
        Write an id:
        ```bookstore.yaml
        uniqueId: user0
        ```
        ### see
        The bookstore restarts with it.
        ### why
        The id becomes the last part of the name.
        ### try
        Write `user 0`.
        ### hint 1
        The file is in your home folder.
        ### hint 2
        Write `uniqueId: user0`.
        ### check has-it: The bookstore has an id
        Set it in bookstore.yaml.

        ## publish-account: Publish the account service
        ### now
        The account runs, but nobody can find it: the registry has no provider for `BalanceMngFacade`.
        ### do
        Give it a name and publish it:
        ```account.yaml
        services:
          - interface: BalanceMngFacade
            binding: bolt
        ```
        ### see
        The provider appears in the registry.
        ### why
        The account told the registry where it is.
        ### try
        Kill the account and watch.
        ### hint 1
        One word in `account.yaml` decides whether a service is offered to others at all.
        ### hint 2
        Set `binding: bolt` and save.
        ### check running: account is running
        Start it.
        ### check provider: BalanceMngFacade has a provider
        Look at account.yaml.
        ### check told: the bookstore was told
        Wait for it.
        """

    private static let chinese = """
        # 微服务
        书店现在是一个程序。你要把账户从里面拆出来。

        ## open-and-buy: 打开书店，买一本书
        ### now
        书店是一个程序。
        ### do
        按 `2` 进入书店，下一个订单。
        ### see
        余额减去了书价。
        ### why
        库存和钱在同一个进程里变动。
        ### try
        买到余额不够为止。
        ### hint 1
        书店在 `2` 号屏幕。
        ### hint 2
        运行 `workshop buy 00001`。
        ### check sold: 卖出了书
        在 2 号屏幕买一本书。

        ## look-into-registry: 看看空的注册中心
        ### now
        书店旁边运行着一个注册中心。
        ### do
        问问它有哪些服务：
        ```
        workshop registry services
        ```
        ### see
        答案是一个空列表。
        ### why
        以后里面出现的每一项，都是你放进去的。
        ### try
        再问一次。
        ### hint 1
        这条命令要在另一个终端里运行。
        ### hint 2
        运行 `workshop registry services`。
        ### check asked: 有人查询过注册中心
        运行 `workshop registry services`。

        ## set-unique-id: 选一个 uniqueId
        ### now
        几百人共用一个注册中心。
        ### do
        写上一个 id：
        ```bookstore.yaml
        uniqueId: user0
        ```
        ### see
        书店带着它重新启动。
        ### why
        这个 id 成为服务名的最后一段。
        ### try
        写成 `user 0`。
        ### hint 1
        文件在你的主目录里。
        ### hint 2
        写 `uniqueId: user0`。
        ### check has-it: 书店有 id
        在 bookstore.yaml 里设置。

        ## publish-account: 发布账户服务
        ### now
        账户在运行，但谁也找不到它：注册中心里还没有 `BalanceMngFacade` 的提供者。
        ### do
        给它一个名字，发布出去：
        ```account.yaml
        services:
          - interface: BalanceMngFacade
            binding: bolt
        ```
        ### see
        注册中心里出现提供者。
        ### why
        账户把自己的地址告诉了注册中心。
        ### try
        杀掉账户，看看会怎样。
        ### hint 1
        一个服务对不对外提供，由 `account.yaml` 里的一个词决定。
        ### hint 2
        写上 `binding: bolt`，保存。
        ### check running: account 在运行
        启动它。
        ### check provider: BalanceMngFacade 有提供者
        看看 account.yaml。
        ### check told: 书店收到了通知
        等它一下。
        """
}
