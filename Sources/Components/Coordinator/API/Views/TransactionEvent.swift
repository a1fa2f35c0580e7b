import Wire

/// Something that happened to a global transaction, as the coordinator saw it.
public struct TransactionEvent: Codable, Hashable, Sendable {
    /// What happened.
    public enum Kind: String, Codable, Hashable, Sendable, CaseIterable {
        /// It began; the detail is who began it.
        case began
        /// A branch was taken down; the detail is its rows.
        case registered
        /// A branch waits for rows that others hold; the detail is its rows.
        case waiting
        /// A branch was not taken down; the detail says why.
        case refused
        /// A branch said something of itself.
        case reported
        /// It was decided; the detail is a ``Reason``.
        case decided
        /// A branch was called.
        case called
        /// A branch answered a call.
        case answered
        /// It moved on without a decision.
        case moved
        /// Somebody chose what becomes of a dirty write; the detail is the choice.
        case chosen
        /// The coordinator started again and found it in its store.
        case restored
        /// It is over.
        case ended
    }

    /// Why it was decided.
    public enum Reason: String, Codable, Hashable, Sendable, CaseIterable {
        /// Its caller asked for it.
        case asked
        /// Its time was over.
        case timeout
        /// Its caller's connection was gone.
        case callerGone
        /// Its caller did not come back after a restart.
        case callerMissing
    }

    /// Microseconds since it began, by a clock that only goes forward.
    public var offset: Int64
    /// Milliseconds since 1970.
    public var time: Int64
    /// What happened.
    public var kind: Kind
    /// The branch it is about.
    public var branch: Int64?
    /// The branch's resource.
    public var resource: String?
    /// Where the transaction or the branch stands after it, by Seata's name.
    public var status: String?
    /// More, depending on the kind.
    public var detail: String?

    /// An event from its parts.
    public init(
        _ kind: Kind, offset: Int64, time: Int64, branch: Int64? = nil, resource: String? = nil,
        status: String? = nil, detail: String? = nil
    ) {
        self.kind = kind
        self.offset = offset
        self.time = time
        self.branch = branch
        self.resource = resource
        self.status = status
        self.detail = detail
    }
}

extension TransactionEvent {
    /// One line of text without a line break: its fields, separated by tabs, as a store keeps it.
    public var line: String {
        let fields = [
            String(offset), String(time), kind.rawValue, branch.map(String.init) ?? "",
            resource?.percentEncoded ?? "", status ?? "", detail?.percentEncoded ?? "",
        ]
        return fields.joined(separator: "\t")
    }

    /// Reads a line; nil when it is none.
    public init?(line: some StringProtocol) {
        let fields = line.split(separator: "\t", omittingEmptySubsequences: false)
        guard fields.count == 7, let offset = Int64(fields[0]), let time = Int64(fields[1]),
            let kind = Kind(rawValue: String(fields[2])),
            let resource = String(fields[4]).percentDecoded,
            let detail = String(fields[6]).percentDecoded
        else { return nil }
        self.init(
            kind, offset: offset, time: time, branch: Int64(fields[3]),
            resource: resource.isEmpty ? nil : resource,
            status: fields[5].isEmpty ? nil : String(fields[5]),
            detail: detail.isEmpty ? nil : detail)
    }
}
