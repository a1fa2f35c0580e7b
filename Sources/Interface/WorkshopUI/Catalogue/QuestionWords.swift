import CoordinatorAPI

/// Texts of questions.
struct QuestionWords: Sendable {
    let buyTitle: String
    /// So many, of a book, for a total.
    let buy: Text3
    let balanceAfter: Text2
    let solveTitle: String
    let solve: Text1
    let skipTitle: String
    let skip: Text1
    let resetTitle: String
    let reset: Text1
    let resetLabTitle: String
    let resetLab: Text1
    let resetAllTitle: String
    let resetAll: String
    let killTitle: String
    let kill: Text1
    let chooseTitle: String
    let force: Text1
    let keep: Text1
    let skipRows: Text1
    let quitTitle: String
    let quitPurchase: String
    let quitLab: String

    /// What a choice about dirty rows means.
    func choice(_ choice: BranchNote.Choice, _ name: String) -> String {
        switch choice {
        case .force: force(name)
        case .keep: keep(name)
        case .skip: skipRows(name)
        }
    }
}

extension QuestionWords {
    static let chinese = QuestionWords(
        buyTitle: "下单？",
        buy: Text3 { "\($0) 本《\($1)》，合计 \($2)。" },
        balanceAfter: Text2 { "余额将从 \($0) 变为 \($1)。" },
        solveTitle: "代你完成这一步？",
        solve: Text1 { "“\($0)”会由程序替你做完：改好文件，做完操作，让检查通过。这一步会记为“已代做”。" },
        skipTitle: "跳过这一步？",
        skip: Text1 { "“\($0)”会由程序替你做完，后面的步骤才接得上；它记为“已跳过”，随时可以回来自己做。" },
        resetTitle: "重置这一步？",
        reset: Text1 { "回到“\($0)”开始的时候。你在这一步里改动的内容会丢失。" },
        resetLabTitle: "重置整个实验？",
        resetLab: Text1 { "“\($0)”的每一步都回到开始的时候，改过的文件、卖出的书和这个实验的进度都会丢失。" },
        resetAllTitle: "重置全部实验？",
        resetAll: "所有实验的每一步都回到开始的时候，改过的文件、卖出的书和全部进度都会丢失。",
        killTitle: "kill -9？",
        kill: Text1 { "\($0) 会立刻被杀掉，来不及收尾；监管进程随后会重新启动它。" },
        chooseTitle: "怎么处理脏数据？",
        force: Text1 { "事务 \($0) 的所有行都写回一阶段之前的值，别人的修改会丢失。" },
        keep: Text1 { "事务 \($0) 的行都保持现在的样子，不再撤销。钱和书可能从此对不上。" },
        skipRows: Text1 { "事务 \($0) 只撤销没人动过的行，脏数据保持现在的样子。钱和书可能从此对不上。" },
        quitTitle: "现在退出？",
        quitPurchase: "有一笔订单还没有结果。退出后，它可能留在未定状态。",
        quitLab: "实验的操作还没有做完，退出会让它停在半路。")

    static let english = QuestionWords(
        buyTitle: "Order?",
        buy: Text3 { "\($0) × \($1), \($2) in total." },
        balanceAfter: Text2 { "The balance goes from \($0) to \($1)." },
        solveTitle: "Do this step for you?",
        solve: Text1 {
            "\"\($0)\" is done for you: files are changed and things are done until the checks hold. The step counts as solved for you."
        },
        skipTitle: "Skip this step?",
        skip: Text1 {
            "\"\($0)\" is done for you, so that what follows finds what it needs, and counts as skipped. You can come back to it."
        },
        resetTitle: "Reset this step?",
        reset: Text1 { "Back to how \"\($0)\" began. What you changed in this step is lost." },
        resetLabTitle: "Reset the whole lab?",
        resetLab: Text1 {
            "Back to how \"\($0)\" began: what you changed in its files, the books sold and your progress in this lab are lost."
        },
        resetAllTitle: "Reset all labs?",
        resetAll:
            "Back to the very beginning: what you changed in files, the books sold and all your progress are lost.",
        killTitle: "kill -9?",
        kill: Text1 {
            "\($0) dies at once, with no time to tidy up. The supervisor launches it again."
        },
        chooseTitle: "What becomes of the dirty rows?",
        force: Text1 {
            "All rows of transaction \($0) are put back as they were before phase 1. What others wrote to them is lost."
        },
        keep: Text1 {
            "The rows of transaction \($0) stay as they are, and nothing is undone. Money and books may disagree from then on."
        },
        skipRows: Text1 {
            "Only rows of transaction \($0) that nobody touched are undone; dirty ones stay as they are. Money and books may disagree from then on."
        },
        quitTitle: "Quit now?",
        quitPurchase: "An order has no answer yet. After quitting it may stay in doubt.",
        quitLab: "A lab is still doing something; quitting stops it halfway.")
}
