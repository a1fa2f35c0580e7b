import Canvas
import LabKit
import Wire

extension StepPage {
    /// The words of the open step as rows.
    struct Words {
        let scene: Scene
        let width: Int

        init(_ scene: Scene, width: Int) {
            self.scene = scene
            self.width = width
        }

        /// All rows; close ones have no boxes around what is to be copied, tight ones no blank row
        /// below the title either.
        func rows(isClose: Bool, isTight: Bool = false) -> [Line] {
            let model = scene.model
            guard let key = model.labs.key, let step = model.labs.step else { return [] }
            let isPassed = model.labs.progress[key].state == .passed
            let text = step.text[model.language]
            let (why, tryNext) = (filled(text.why, key), filled(text.tryNext, key))
            var rows = scene.wrapped(step.title[model.language], width, .title)
            if isPassed {
                rows += passedRows
                rows += part(scene.words.labs.why, why, isClose)
                rows += part(scene.words.labs.tryThis, tryNext, isClose)
            } else {
                let rest = blocks(filled(text.blocks(passed: false), key), isClose)
                rows += isTight ? Array(rest.dropFirst()) : rest
            }
            for (index, hint) in step.hints.prefix(model.labs.hints[key, default: 0]).enumerated() {
                let label = scene.words.labs.hint(String(index + 1), String(step.hints.count))
                rows += [.blank, Line(label, .underway)]
                rows += filled(hint[model.language], key)
                    .flatMap { scene.rowsOf(block: $0, width - 2) }
                    .map { $0.indented(2) }
            }
            return rows
        }

        /// The words with the values that are so now.
        private func filled(_ blocks: [TextBlock], _ key: StepKey) -> [TextBlock] {
            blocks.filled(scene.model.labs.live[key] ?? LiveValues())
        }

        private var passedRows: [Line] {
            let model = scene.model
            let words = scene.words.labs
            let isLast = model.labs.stepIndex.map { $0 + 1 } == model.labs.lab?.steps.count
            return StyledWrap(width: width, indent: 2, widths: scene.widths).lines(of: [
                Span(scene.glyphs.passed + " ", .holds),
                Span(isLast ? words.lastStepPassed : words.stepPassed),
            ])
        }

        /// A part with its name: why, or what to try.
        private func part(_ name: String, _ content: [TextBlock], _ isClose: Bool) -> [Line] {
            guard !content.isEmpty else { return [] }
            return [.blank, Line(name, .title)]
                + blocks(content, isClose).dropFirst()
        }

        /// Each block behind a blank row; a box follows what announces it at once.
        private func blocks(_ content: [TextBlock], _ isClose: Bool) -> [Line] {
            var rows: [Line] = []
            var announces = false
            for block in content {
                if case .code = block, announces {} else { rows.append(.blank) }
                rows += scene.rowsOf(block: block, width, isClose: isClose)
                if case .list = block { announces = false } else { announces = true }
            }
            return rows
        }
    }
}
