/// Why something is so, as clauses with stable codes: it can be kept, sent, and said in either
/// language. What is said of a process and of a notice is made of these.
public struct Cause: Codable, Equatable, Sendable {
    /// What a clause says. The raw values are stable; a code of a later version decodes as
    /// ``Code/other``, and its values are then said as they are.
    public enum Code: String, Codable, Sendable, CaseIterable {
        /// A process ended by itself: status.
        case exited
        /// A process was ended by a signal: number, name or nothing.
        case signalled
        /// Nobody could see how a process ended: why.
        case lost
        /// A process could not be launched.
        case notLaunched = "not_launched"
        /// What a process or the system said about it: a line.
        case said
        /// A process was not ready in time: seconds.
        case late
        /// It starts again at once.
        case startsAgain = "starts_again"
        /// It starts again after a while: seconds.
        case startsLater = "starts_later"
        /// No service of a file asks for it: the file, the binding that would.
        case notAsked = "not_asked"
        /// It was stopped as asked.
        case stopped
        /// It was stopped to start again.
        case renewed
        /// It was killed as asked.
        case killedAsAsked = "killed_as_asked"
        /// It was stopped in the middle of what it did, as asked.
        case pausedAsAsked = "paused_as_asked"
        /// It was given up: crashes, within seconds. What follows is about the last crash.
        case givenUp = "given_up"
        /// It answers its probe: port.
        case ready
        /// It printed the READY line of another: name, instance.
        case strangeReadyLine = "strange_ready_line"
        /// Another process answers in its place: port, name, process id.
        case stranger
        /// It says itself that it cannot serve yet.
        case notServing = "not_serving"
        /// It does not answer its health probe: why.
        case silent
        /// The files ask for too many processes: how many, how many are supervised.
        case tooMany = "too_many"
        /// A saved file was applied: its name.
        case fileApplied = "file_applied"
        /// A saved file was refused: where, what is wrong in English, the same in Chinese.
        case fileRefused = "file_refused"
        /// Anything else: its words.
        case other

        /// Reads a code; ``other`` when it is not known.
        public init(from decoder: any Decoder) throws {
            let name = try decoder.singleValueContainer().decode(String.self)
            self = Code(rawValue: name) ?? .other
        }
    }

    /// One thing that is said, with its particulars in the order that its code names.
    public struct Clause: Codable, Equatable, Sendable {
        /// What it says.
        public var code: Code
        /// The particulars.
        public var values: [String]

        /// A clause from its parts.
        public init(_ code: Code, _ values: [String] = []) {
            self.code = code
            self.values = values
        }
    }

    /// The clauses in the order in which they are said.
    public var clauses: [Clause]

    /// A cause of one clause.
    public init(_ code: Code, _ values: String...) {
        clauses = [Clause(code, values)]
    }

    /// The same with another clause behind it.
    public func and(_ code: Code, _ values: String...) -> Cause {
        var cause = self
        cause.clauses.append(Clause(code, values))
        return cause
    }

    /// The same with the clauses of another behind it.
    public func and(_ other: Cause) -> Cause {
        var cause = self
        cause.clauses += other.clauses
        return cause
    }
}
