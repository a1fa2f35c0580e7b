internal import Yams

/// Text to a tree of YAML nodes with their places, within bounds; the parser's errors become faults.
enum YAMLDocument {
    /// More bytes are refused before parsing.
    static let byteLimit = 64 << 10
    /// More opening brackets, or dashes in one line, are refused: the parser recurses on them.
    private static let nestingLimit = 64

    /// The root node.
    static func parse(_ text: String, file: String) -> Result<Node, FileProblems> {
        func refused(_ fault: FileFault, _ line: Int = 1, _ column: Int = 1) -> FileProblems {
            FileProblems([FileProblem(file: file, line: line, column: column, fault: fault)])
        }
        guard text.utf8.count <= byteLimit else {
            return .failure(refused(.tooLarge(limit: byteLimit)))
        }
        if let line = lineNestedTooDeep(text) { return .failure(refused(.tooDeep, line)) }
        do {
            // Without rules for types: nobody asks for them, and they cost 5 ms of regular expressions.
            guard let root = try Yams.compose(yaml: text, .basic) else {
                return .failure(refused(.empty))
            }
            if let scalar = root.scalar, scalar.string.isEmpty {
                return .failure(refused(.empty))
            }
            return .success(root)
        } catch let error as YamlError {
            let (fault, place) = place(of: error, in: text)
            return .failure(refused(fault, place.line, place.column))
        } catch {
            return .failure(refused(.syntax(.other("\(error)"))))
        }
    }

    private static func lineNestedTooDeep(_ text: String) -> Int? {
        var brackets = 0
        for (index, line) in text.utf8.split(separator: 10, omittingEmptySubsequences: false)
            .enumerated()
        {
            var dashes = 0
            var previous: UInt8 = 32
            for byte in line {
                if byte == UInt8(ascii: "[") || byte == UInt8(ascii: "{") { brackets += 1 }
                let opens = previous == UInt8(ascii: "-") || previous == UInt8(ascii: "?")
                if byte == 32, opens { dashes += 1 }
                previous = byte
            }
            if brackets > nestingLimit || dashes > nestingLimit { return index + 1 }
        }
        return nil
    }

    private static func place(of error: YamlError, in text: String) -> (FileFault, TextPlace) {
        switch error {
        case .reader(_, let offset, _, _):
            return (.syntax(.character), offset.map { place(at: $0, in: text) } ?? .start)
        case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
            .composer(_, let problem, let mark, _):
            let place = TextPlace(mark)
            return (.syntax(fault(of: problem, at: place, in: text)), place)
        case .duplicatedKeysInMapping(let keys, let context):
            let key = keys.first ?? ""
            return (.duplicateKey(key), second(key, after: TextPlace(context.mark), in: text))
        default:
            return (.syntax(.other("\(error)")), .start)
        }
    }

    private static func place(at offset: Int, in text: String) -> TextPlace {
        let before = text.prefix(offset)
        let line = before.filter(\.isNewline).count + 1
        let column = before.reversed().prefix { !$0.isNewline }.count + 1
        return TextPlace(line: line, column: column)
    }

    /// The parser names the first of two equal keys: people look for the second.
    private static func second(_ key: String, after first: TextPlace, in text: String) -> TextPlace
    {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        for (index, line) in lines.enumerated() where index >= first.line {
            let content = line.unicodeScalars.dropFirst(first.column - 1)
            let margin = line.unicodeScalars.prefix(first.column - 1)
            if margin.allSatisfy({ $0 == " " || $0 == "-" }), Substring(content).hasPrefix(key) {
                return TextPlace(line: index + 1, column: first.column)
            }
        }
        return first
    }

    private static func fault(
        of problem: String, at place: TextPlace, in text: String
    ) -> FileFault.SyntaxFault {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        let line = lines.indices.contains(place.line - 1) ? lines[place.line - 1] : ""
        if line.prefix(while: { $0 == " " || $0 == "\t" }).contains("\t") { return .tab }
        let known: [(String, FileFault.SyntaxFault)] = [
            ("mapping values are not allowed", .indentation),
            ("did not find expected key", .indentation),
            ("expected '-' indicator", .indentation),
            ("block sequence entries are not allowed", .indentation),
            ("could not find expected ':'", .colon),
            ("unexpected end of stream", .quote),
            ("unexpected document indicator", .quote),
            ("expected ',' or", .bracket), ("expected node content", .bracket),
            ("another document", .secondDocument), ("expected <document start>", .indentation),
            ("undefined alias", .alias), ("cannot start any token", .character),
            ("control characters", .character),
        ]
        return known.first { problem.contains($0.0) }?.1 ?? .other(problem)
    }
}
