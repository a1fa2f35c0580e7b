/// A lab to begin with: `workshop author new`. It can be taken as it is, lints clean and proves its
/// steps.
public struct LabTemplate: Equatable, Sendable {
    /// The folder's name and the lab's id: `07-my-lab`.
    public let name: String
    /// Its place in the day.
    public let order: Int

    /// A template; nil when the name is none: small letters, digits and hyphens.
    public init?(name: String, order: Int) {
        guard LabWords.isName(name), name.first != "-", name.count <= 40 else { return nil }
        self.name = name
        self.order = order
    }

    /// The text files of the folder, by name.
    public var files: [(name: String, text: String)] {
        [("lab.yaml", definition), ("en.md", english), ("zh.md", chinese)]
    }

    private var definition: String {
        """
        # yaml-language-server: $schema=../lab.schema.json
        # The steps, their checks, and what `solve` and `reset` do. All words are in zh.md and en.md.
        id: \(name)
        order: \(order)
        time: 16:10-16:30
        steps:
          - id: buy-a-book
            checks:
              # An edge stays once it was seen; a level (the default) may become otherwise again.
              - {id: sold, kind: edge, reads: bookstore.booksSold, expects: ">= 1"}
              # A check may ask for itself: a component over HTTP, or a command (run: ...).
              - {id: page, http: {component: bookstore, path: /health}, expects: "== 200"}
            solve:
              - buy: {code: "00001"}
              - await: sold
            reset:
              - wipe: data

          - id: question
            checks:
              - {id: port, quiz: ["{bookstore.port}"]}
            solve:
              - answer: port
            reset:
              - forget: port

        """
    }

    private var english: String {
        """
        # A lab of your own
        Say in a line or two what an attendee will have seen in the end.

        ## buy-a-book: Buy a book
        ### now
        The shop is open on port {{bookstore.port}}. What is true now comes first.
        ### do
        One thing to do. Commands in a box run with `x`:
        ```
        workshop buy 00001
        ```
        ### see
        How to see that it worked: the order is on screen `2`.
        ### why
        Shown after the pass: why it is so.
        ### try
        Shown after the pass: one thing to try.
        ### hint 1
        A nudge: the shop is screen `2`.
        ### hint 2
        The whole answer: run `workshop buy 00001`.
        ### check sold: A book is sold
        Buy one book; {{bookstore.booksSold}} are sold so far.
        ### check page: The bookstore answers
        Start the bookstore on screen 3.

        ## question: What did you see?
        ### now
        The bookstore listens on a port of this machine.
        ### do
        On which one? Press Enter and write it, or run `workshop lab answer NUMBER`.
        ### see
        The check says whether you are right.
        ### why
        Say what the answer means.
        ### try
        Open it in a browser.
        ### hint 1
        Screen `3` has a column for it.
        ### hint 2
        It is the number behind the bookstore on screen `3`.
        ### check port: You know the bookstore's port
        Look at screen 3, then answer with Enter.

        """
    }

    private var chinese: String {
        """
        # 你自己的实验
        用一两行说明，参加的人最后会看到什么。

        ## buy-a-book: 买一本书
        ### now
        书店开在端口 {{bookstore.port}} 上。先写现在的真实情况。
        ### do
        只做一件事。框里的命令可以按 `x` 运行：
        ```
        workshop buy 00001
        ```
        ### see
        怎样看出做成了：`2` 号屏幕上有这笔订单。
        ### why
        通过之后显示：为什么会这样。
        ### try
        通过之后显示：可以再试试什么。
        ### hint 1
        只点一下：书店在 `2` 号屏幕。
        ### hint 2
        完整的答案：运行 `workshop buy 00001`。
        ### check sold: 卖出了书
        买一本书；到现在卖出了 {{bookstore.booksSold}} 本。
        ### check page: 书店有应答
        在 3 号屏幕启动书店。

        ## question: 你看到了什么？
        ### now
        书店监听这台机器的一个端口。
        ### do
        是哪个端口？按 Enter 写下它，或者运行 `workshop lab answer NUMBER`。
        ### see
        检查会告诉你答得对不对。
        ### why
        说明这个答案意味着什么。
        ### try
        用浏览器打开它。
        ### hint 1
        `3` 号屏幕有一列就是它。
        ### hint 2
        就是 `3` 号屏幕上书店后面的数字。
        ### check port: 你知道书店的端口
        看看 3 号屏幕，再按 Enter 回答。

        """
    }
}
