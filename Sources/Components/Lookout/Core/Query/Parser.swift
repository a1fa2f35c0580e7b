/// Reads a query: Prometheus's grammar without subqueries, `@`, `group_left` and `group_right`, and
/// with names that have dots. Every error names its place.
struct Parser {
    private let tokens: [Token]
    private var index = 0
    private var depth = 0

    /// Brackets nest no deeper.
    private static let depthLimit = 40

    private init(_ tokens: [Token]) {
        self.tokens = tokens
    }

    static func expression(of text: String) throws(QueryError) -> Expression {
        var parser = Parser(try Lexer.tokens(of: text))
        guard parser.current.kind != .end else {
            throw QueryError(at: 0, "the query is empty; ask for a name, for instance up")
        }
        let expression = try parser.binary(atLeast: 1)
        guard parser.current.kind == .end else { throw parser.unexpected("an operator or the end") }
        return expression
    }

    /// A selector alone, as `/api/v1/series` takes it.
    static func selector(of text: String) throws(QueryError) -> Selector {
        guard case .instant(let selector) = try expression(of: text) else {
            throw QueryError(at: 0, "expected a selector, for instance up{app=\"stock_mng\"}")
        }
        return selector
    }

    // MARK: Operators

    private mutating func binary(atLeast precedence: Int) throws(QueryError) -> Expression {
        try enter()
        defer { depth -= 1 }
        var left = try unary()
        while let operation = binaryOperator, operation.precedence >= precedence {
            let position = current.position
            index += 1
            let givesTruth = try truth(after: operation)
            let matching = try matching(after: operation)
            // Power groups from the right: 2^3^2 is 2^9.
            let next = operation.precedence + (operation == .power ? 0 : 1)
            let right = try binary(atLeast: next)
            left = .binary(
                try checked(
                    BinaryOperation(
                        operation: operation, left: left, right: right, givesTruth: givesTruth,
                        matching: matching, position: position)))
        }
        return left
    }

    private mutating func unary() throws(QueryError) -> Expression {
        guard take("-") || take("+") else { return try postfix() }
        let isNegative = tokens[index - 1].kind == .symbol("-")
        let position = tokens[index - 1].position
        // A sign binds less than a power, and more than a product: -1^2 is -1.
        let operand = try binary(atLeast: BinaryOperation.Operation.power.precedence)
        guard operand.kind == .scalar || operand.kind == .instant else {
            throw QueryError(
                at: position,
                "a sign needs a number or an instant vector, not a \(operand.kind.rawValue)")
        }
        guard isNegative else { return operand }
        if case .number(let number) = operand { return .number(-number) }
        return .negation(operand)
    }

    private var binaryOperator: BinaryOperation.Operation? {
        switch current.kind {
        case .symbol(let symbol): BinaryOperation.Operation(rawValue: symbol)
        case .name(let name): BinaryOperation.Operation(rawValue: name.lowercased())
        default: nil
        }
    }

    private mutating func truth(
        after operation: BinaryOperation.Operation
    ) throws(QueryError) -> Bool {
        let position = current.position
        guard takeWord("bool") else { return false }
        guard operation.isComparison else {
            throw QueryError(at: position, "bool goes with comparisons only")
        }
        return true
    }

    private mutating func matching(
        after operation: BinaryOperation.Operation
    ) throws(QueryError) -> BinaryOperation.Matching? {
        var matching: BinaryOperation.Matching?
        if takeWord("on") {
            matching = .init(labels: try labelList(), isIgnoring: false)
        } else if takeWord("ignoring") {
            matching = .init(labels: try labelList(), isIgnoring: true)
        }
        if case .name(let name) = current.kind, ["group_left", "group_right"].contains(name) {
            throw QueryError(
                at: current.position, "\(name) is not supported; aggregate one side first")
        }
        return matching
    }

    private func checked(_ binary: BinaryOperation) throws(QueryError) -> BinaryOperation {
        for side in [binary.left, binary.right] where side.kind == .range || side.kind == .text {
            throw QueryError(
                at: binary.position,
                "\(binary.operation.rawValue) takes numbers and instant vectors, not a \(side.kind.rawValue)"
            )
        }
        let scalars = [binary.left, binary.right].count { $0.kind == .scalar }
        if binary.operation.isSet, scalars > 0 {
            throw QueryError(
                at: binary.position, "\(binary.operation.rawValue) takes instant vectors only")
        }
        if binary.operation.isComparison, scalars == 2, !binary.givesTruth {
            throw QueryError(
                at: binary.position, "comparing two numbers needs bool: 1 == bool 1")
        }
        if binary.matching != nil, scalars > 0 {
            throw QueryError(
                at: binary.position, "on and ignoring pair two vectors; one side is a number")
        }
        return binary
    }

    // MARK: Words

    /// A primary, and what may follow it: a range, an offset.
    private mutating func postfix() throws(QueryError) -> Expression {
        var expression = try primary()
        if current.kind == .symbol("[") {
            let position = current.position
            index += 1
            guard case .instant(let selector) = expression else {
                throw QueryError(
                    at: position, "a range goes with a selector; subqueries are not supported")
            }
            let milliseconds = try duration()
            if current.kind == .symbol(":") {
                throw QueryError(at: current.position, "subqueries are not supported")
            }
            try expect("]")
            expression = .range(selector, milliseconds)
        }
        let position = current.position
        if takeWord("offset") {
            let isNegative = take("-")
            let milliseconds = try duration() * (isNegative ? -1 : 1)
            switch expression {
            case .instant(var selector):
                selector.offset = milliseconds
                expression = .instant(selector)
            case .range(var selector, let length):
                selector.offset = milliseconds
                expression = .range(selector, length)
            default: throw QueryError(at: position, "offset goes with a selector")
            }
        }
        if current.kind == .symbol("@") {
            throw QueryError(at: current.position, "@ is not supported")
        }
        return expression
    }

    private mutating func primary() throws(QueryError) -> Expression {
        let token = current
        switch token.kind {
        case .number(let number):
            index += 1
            return .number(number)
        case .text(let text):
            index += 1
            return .text(text)
        case .symbol("("):
            index += 1
            let inner = try binary(atLeast: 1)
            try expect(")")
            return inner
        case .symbol("{"):
            return .instant(try selector(named: nil))
        case .name(let name):
            index += 1
            if let operation = Aggregation.Operation(rawValue: name.lowercased()),
                current.kind == .symbol("(") || isGrouping
            {
                return try aggregation(operation, at: token.position)
            }
            if current.kind == .symbol("(") { return try call(name, at: token.position) }
            return .instant(try selector(named: name))
        default:
            throw unexpected("a metric's name, a function, a number or \"(\"")
        }
    }

    private var isGrouping: Bool {
        if case .name(let name) = current.kind { return ["by", "without"].contains(name) }
        return false
    }

    private mutating func aggregation(
        _ operation: Aggregation.Operation, at position: Int
    ) throws(QueryError) -> Expression {
        var grouping = try self.grouping()
        try expect("(")
        var arguments = [try binary(atLeast: 1)]
        if take(",") { arguments.append(try binary(atLeast: 1)) }
        try expect(")")
        if grouping == nil { grouping = try self.grouping() }
        let count = operation.hasParameter ? 2 : 1
        guard arguments.count == count, let vector = arguments.last, vector.kind == .instant,
            count == 1 || arguments[0].kind == .scalar
        else {
            throw QueryError(
                at: position,
                operation.hasParameter
                    ? "\(operation.rawValue) takes a number and an instant vector"
                    : "\(operation.rawValue) takes one instant vector")
        }
        return .aggregation(
            Aggregation(
                operation: operation, expression: vector,
                parameter: operation.hasParameter ? arguments[0] : nil,
                labels: grouping?.labels ?? [], isWithout: grouping?.isWithout ?? false))
    }

    private mutating func grouping() throws(QueryError) -> (labels: [String], isWithout: Bool)? {
        if takeWord("by") { return (try labelList(), false) }
        if takeWord("without") { return (try labelList(), true) }
        return nil
    }

    private mutating func call(_ name: String, at position: Int) throws(QueryError) -> Expression {
        guard let function = QueryFunction(rawValue: name) else {
            throw QueryError(at: position, "unknown function \"\(name)\"")
        }
        try expect("(")
        var arguments: [Expression] = []
        while current.kind != .symbol(")") {
            if !arguments.isEmpty { try expect(",") }
            let place = current.position
            let argument = try binary(atLeast: 1)
            if arguments.count < function.parameters.count {
                let wanted = function.parameters[arguments.count]
                guard argument.kind == wanted else {
                    let hint = wanted == .range ? "; write for instance \(name)(up[1m])" : ""
                    throw QueryError(
                        at: place,
                        "\(name) takes a \(wanted.rawValue) here, not a \(argument.kind.rawValue)\(hint)"
                    )
                }
            }
            arguments.append(argument)
        }
        try expect(")")
        guard (function.required...function.parameters.count).contains(arguments.count) else {
            throw QueryError(
                at: position,
                "\(name) takes \(function.parameters.count) arguments, not \(arguments.count)")
        }
        return .call(function, arguments, position: position)
    }

    // MARK: Selectors

    private mutating func selector(named name: String?) throws(QueryError) -> Selector {
        let start = tokens[max(0, index - 1)].position
        var matchers = name.map { [Matcher.name($0)] } ?? []
        if take("{") {
            while !take("}") {
                let token = current
                let matcher = try matcher()
                if matcher.label == Labels.metricName, matcher.operation == .equal, name != nil {
                    throw QueryError(at: token.position, "the name is given twice")
                }
                matchers.append(matcher)
                if current.kind != .symbol("}") { try expect(",") }
            }
        }
        let isOpen = matchers.allSatisfy { matcher in
            switch matcher.operation {
            case .equal, .matches, .oneOf: matcher.test()("")
            case .notEqual, .matchesNot, .noneOf: true
            }
        }
        guard !isOpen else {
            throw QueryError(
                at: start, "a selector needs a name, or one label that must not be empty")
        }
        return Selector(matchers: matchers)
    }

    private mutating func matcher() throws(QueryError) -> Matcher {
        let token = current
        index += 1
        let label: String
        switch token.kind {
        case .name(let name):
            label = name
        case .text(let name):
            // Prometheus 3: a name in quotes stands for __name__="...".
            guard case .symbol(let symbol) = current.kind,
                Matcher.Operation(rawValue: symbol) != nil
            else { return .name(name) }
            label = name
        default:
            index -= 1
            throw unexpected("a label or \"}\"")
        }
        guard case .symbol(let symbol) = current.kind,
            let operation = Matcher.Operation(rawValue: symbol)
        else { throw unexpected("one of = != =~ !~") }
        index += 1
        guard case .text(let value) = current.kind else { throw unexpected("a text in quotes") }
        guard let matcher = Matcher(label, operation, value) else {
            throw QueryError(
                at: current.position,
                "bad regular expression, or one longer than \(Matcher.patternLimit) bytes")
        }
        index += 1
        return matcher
    }

    private mutating func labelList() throws(QueryError) -> [String] {
        try expect("(")
        var labels: [String] = []
        while !take(")") {
            guard case .name(let label) = current.kind else { throw unexpected("a label") }
            index += 1
            labels.append(label)
            if current.kind != .symbol(")") { try expect(",") }
        }
        return labels
    }

    private mutating func duration() throws(QueryError) -> Int64 {
        guard case .duration(let milliseconds) = current.kind else {
            throw unexpected("a duration, for instance 30s")
        }
        index += 1
        return milliseconds
    }

    // MARK: Tokens

    private var current: Token { tokens[min(index, tokens.count - 1)] }

    private mutating func enter() throws(QueryError) {
        depth += 1
        guard depth <= Self.depthLimit else {
            throw QueryError(at: current.position, "nested deeper than \(Self.depthLimit)")
        }
    }

    private mutating func take(_ symbol: String) -> Bool {
        guard current.kind == .symbol(symbol) else { return false }
        index += 1
        return true
    }

    private mutating func takeWord(_ word: String) -> Bool {
        guard case .name(let name) = current.kind, name.lowercased() == word else { return false }
        index += 1
        return true
    }

    private mutating func expect(_ symbol: String) throws(QueryError) {
        guard take(symbol) else { throw unexpected("\"\(symbol)\"") }
    }

    private func unexpected(_ expected: String) -> QueryError {
        QueryError(at: current.position, "unexpected \(current.shown), expected \(expected)")
    }
}
