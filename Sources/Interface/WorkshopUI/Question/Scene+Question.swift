import BookstoreAPI
import Canvas
import LabKit
import Wire

extension Scene {
    /// A question's title and text.
    func content(_ question: Question) -> (title: String, text: String) {
        let text = words.questions
        switch question {
        case .buy(let code, let count, let total):
            return (text.buyTitle, buyText(code, count, total))
        case .solve(let step): return (text.solveTitle, text.solve(title(of: step)))
        case .reset(let step): return (text.resetTitle, text.reset(title(of: step)))
        case .skip(let step): return (text.skipTitle, text.skip(title(of: step)))
        case .resetLabs(.lab(let id)):
            let title = model.labs.labs?.first { $0.id == id }?.title[model.language] ?? id
            return (text.resetLabTitle, text.resetLab(title))
        case .resetLabs(.all): return (text.resetAllTitle, text.resetAll)
        case .kill(let component): return (text.killTitle, text.kill(component.description))
        case .choose(let choice, let xid):
            return (text.chooseTitle, text.choice(choice, shortName(xid)))
        case .quit:
            let what = model.shop.underway != nil ? text.quitPurchase : text.quitLab
            return (text.quitTitle, what)
        }
    }

    private func buyText(_ code: String, _ count: Int, _ total: Money) -> String {
        let reading = model.shop.reading
        let name = reading?.books.first { $0.productCode == code }?.name ?? code
        var text = words.questions.buy(Numbers.grouped(count), name, yuan(total))
        if let balance = reading?.balance, let after = balance.subtracting(total) {
            text += "\n" + words.questions.balanceAfter(yuan(balance), yuan(after))
        }
        return text
    }

    private func title(of key: StepKey) -> String {
        let lab = model.labs.labs?.first { $0.id == key.lab }
        return lab?.step(key.step)?.title[model.language] ?? key.step
    }

    /// The keys that answer.
    func questionKeys(_ question: Question) -> [Span] {
        let yes = question.enterMeansYes ? "Enter" : "y"
        return [
            Span(yes, .focus), Span(" \(words.keys[.yes].word)", .dim), Span("   n", .focus),
            Span(" \(words.keys[.no].word)", .dim),
        ]
    }

    /// Draws a question as a box in the middle of the body.
    func draw(_ question: Question, into frame: inout Frame) {
        let content = content(question)
        let width = min(60, max(20, frame.width - 4))
        let lines = wrapped(content.text, width - 4) + [.blank, Line(questionKeys(question))]
        drawBox(lines, width: width, title: content.title, into: &frame)
    }

    /// Draws a box in the middle of the body; its last row stays in sight when the rest is cut.
    func drawBox(_ lines: [Line], width: Int, title: String, into frame: inout Frame) {
        let area = Rect(x: 0, y: 1, width: frame.width, height: max(0, frame.height - 2))
        let box = area.centred(Size(width: width, height: min(area.height, lines.count + 4)))
        // A blank column on either side keeps the text below apart.
        frame.fill(Rect(x: box.x - 1, y: box.y, width: box.width + 2, height: box.height))
        frame.box(box, style: .focus, title: title)
        let inner = box.inset(horizontal: 2, vertical: box.height > lines.count + 3 ? 2 : 1)
        let shown =
            lines.count <= inner.height
            ? lines : lines.prefix(max(0, inner.height - 1)) + lines.suffix(1)
        frame.draw(Array(shown), in: inner)
    }
}
