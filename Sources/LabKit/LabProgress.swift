/// Names one step of one lab.
public struct StepKey: Hashable, Sendable, Codable {
    /// The lab's id.
    public var lab: String
    /// The step's id.
    public var step: String

    /// A key from its parts.
    public init(lab: String, step: String) {
        self.lab = lab
        self.step = step
    }
}

/// What one attendee has done: a pure value, moved by events with their time.
public struct LabProgress: Equatable, Sendable {
    /// Where a step is.
    public enum State: String, Codable, Sendable {
        /// Not passed yet.
        case todo
        /// All checks passed once; it stays so until it is reset.
        case passed
        /// Left out by choice.
        case skipped
    }

    /// The record of one step.
    public struct StepRecord: Equatable, Sendable, Codable {
        /// Where it is.
        public var state: State = .todo
        /// How often its checks were asked for before it passed.
        public var tries: Int = 0
        /// How many of its hints were opened, 0...2.
        public var hintsUsed: Int = 0
        /// Seconds it was open before it passed; a pause counts for ten minutes at most.
        public var seconds: Int = 0
        /// Whether `solve` did it.
        public var solved: Bool = false
        /// Edges that were seen, and answers that were given.
        public var memory = StepMemory()

        /// A step not touched yet.
        public init() {}

        /// Reads what was kept, by an older version too.
        public init(from decoder: any Decoder) throws {
            let values = try decoder.container(keyedBy: CodingKeys.self)
            state = try values.decode(State.self, forKey: .state)
            tries = try values.decode(Int.self, forKey: .tries)
            hintsUsed = try values.decode(Int.self, forKey: .hintsUsed)
            seconds = try values.decode(Int.self, forKey: .seconds)
            solved = try values.decodeIfPresent(Bool.self, forKey: .solved) ?? false
            memory = try values.decodeIfPresent(StepMemory.self, forKey: .memory) ?? memory
        }
    }

    /// What happened.
    public enum Event: Equatable, Sendable {
        /// The step came on screen.
        case opened(StepKey)
        /// Its checks were asked for.
        case checked(StepKey, passed: Bool)
        /// Its edges and answers are now these.
        case remembered(StepKey, StepMemory)
        /// A hint was opened: 1 or 2.
        case hintTaken(StepKey, level: Int)
        /// `solve` did it.
        case solved(StepKey)
        /// It was left out.
        case skipped(StepKey)
        /// It was taken back.
        case reset(StepKey)
        /// A lab was taken back as a whole.
        case labReset(String)
        /// Everything was taken back.
        case allReset
        /// The screen was left.
        case closed
    }

    /// Where the attendee is, or was when they left.
    public private(set) var current: StepKey?
    /// The steps that were touched.
    public private(set) var records: [StepKey: StepRecord]
    /// When `current` came on screen or was last counted; not kept over a restart.
    private var countedMilliseconds: Int64?

    /// A pause longer than this is counted as this.
    static let longestPauseMilliseconds: Int64 = 600_000

    /// Nothing done yet, or what was kept.
    public init(current: StepKey? = nil, records: [StepKey: StepRecord] = [:]) {
        self.current = current
        self.records = records
    }

    /// The record of a step; a fresh one when it was never touched.
    public subscript(key: StepKey) -> StepRecord {
        records[key] ?? StepRecord()
    }

    /// Takes an event in. `time` is in milliseconds since 1970; a clock that goes back counts as
    /// standing still.
    public mutating func handle(_ event: Event, atMilliseconds time: Int64) {
        count(until: time)
        switch event {
        case .opened(let key):
            current = key
            countedMilliseconds = time
        case .checked(let key, let passed):
            update(key) { record in
                guard record.state != .passed else { return }
                record.tries += 1
                if passed { record.state = .passed }
            }
        case .remembered(let key, let memory):
            update(key) { $0.memory = memory }
        case .hintTaken(let key, let level):
            update(key) { $0.hintsUsed = max($0.hintsUsed, min(max(level, 0), 2)) }
        case .solved(let key):
            update(key) { record in
                record.solved = record.state != .passed || record.solved
                record.state = .passed
            }
        case .skipped(let key):
            update(key) { if $0.state == .todo { $0.state = .skipped } }
        case .reset(let key):
            update(key) { record in
                record.state = .todo
                record.solved = false
                record.memory = StepMemory()
            }
        case .labReset(let lab):
            records = records.filter { $0.key.lab != lab }
            if current?.lab == lab { forgetPlace() }
        case .allReset:
            records = [:]
            forgetPlace()
        case .closed:
            countedMilliseconds = nil
        }
    }

    private mutating func forgetPlace() {
        current = nil
        countedMilliseconds = nil
    }

    private mutating func update(_ key: StepKey, _ change: (inout StepRecord) -> Void) {
        change(&records[key, default: StepRecord()])
    }

    private mutating func count(until time: Int64) {
        guard let key = current, let since = countedMilliseconds, self[key].state == .todo else {
            if countedMilliseconds != nil { countedMilliseconds = time }
            return
        }
        let passed = min(max(0, time - since), LabProgress.longestPauseMilliseconds)
        let whole = passed / 1000
        // What is less than a second stays to be counted next time.
        countedMilliseconds = time - passed % 1000
        if whole > 0 { update(key) { $0.seconds += Int(whole) } }
    }
}

extension LabProgress: Codable {
    private enum Keys: String, CodingKey {
        case version, current, steps
    }

    private struct Entry: Codable {
        var key: StepKey
        var record: StepRecord
    }

    /// The form this version writes; a newer one is not read, so that nothing of it is lost.
    public static let version = 1

    /// Reads what was kept.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Keys.self)
        let version = try container.decode(Int.self, forKey: .version)
        guard version == LabProgress.version else {
            throw DecodingError.dataCorruptedError(
                forKey: .version, in: container, debugDescription: "version \(version)")
        }
        let entries = try container.decode([Entry].self, forKey: .steps)
        self.init(
            current: try container.decodeIfPresent(StepKey.self, forKey: .current),
            records: Dictionary(entries.map { ($0.key, $0.record) }) { $1 })
    }

    /// Writes it, steps in order of their ids.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Keys.self)
        try container.encode(LabProgress.version, forKey: .version)
        try container.encodeIfPresent(current, forKey: .current)
        let entries = records.map { Entry(key: $0.key, record: $0.value) }.sorted {
            ($0.key.lab, $0.key.step) < ($1.key.lab, $1.key.step)
        }
        try container.encode(entries, forKey: .steps)
    }
}
