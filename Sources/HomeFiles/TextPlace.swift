internal import Yams

/// A place in a text: line and column from 1, columns counted in Unicode scalars.
struct TextPlace: Equatable {
    var line: Int
    var column: Int

    static let start = TextPlace(line: 1, column: 1)

    init(line: Int, column: Int) {
        self.line = max(1, line)
        self.column = max(1, column)
    }

    init(_ mark: Mark) {
        self.init(line: mark.line, column: mark.column)
    }
}
