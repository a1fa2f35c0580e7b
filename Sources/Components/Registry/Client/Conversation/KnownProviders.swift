/// What a client believes of one service: what was pushed over this connection, and what it knew
/// before and has not been told of since.
///
/// A registry that has just started knows only those who came back already. Its first lists are
/// therefore added to what was known; once it has settled, only what it pushed counts. A provider
/// that was pushed over this connection and then left out is gone at once.
struct KnownProviders: Equatable, Sendable {
    private(set) var pushed: [String]?
    private(set) var kept: [String] = []
    private var version: Int64 = 0

    /// Everybody who may offer the service: who was pushed, then who is kept.
    var all: [String] {
        (pushed ?? []) + kept
    }

    /// Over a new connection versions start anew and everything known is only remembered.
    mutating func startOver() {
        kept = all
        pushed = nil
        version = 0
    }

    /// A list was pushed. One that is not newer than the last changes nothing.
    mutating func receive(_ data: [String], version: Int64) {
        guard version > self.version else { return }
        self.version = version
        let addresses = Set(data.map(Self.address))
        pushed = data
        kept.removeAll { addresses.contains(Self.address(of: $0)) }
    }

    /// The registry is whole: who was not pushed is gone, unless nothing was pushed at all yet.
    mutating func settle() {
        if pushed != nil { kept = [] }
    }

    /// A provider that restarts comes back under its address with other particulars.
    private static func address(of data: String) -> Substring {
        data.prefix { $0 != "?" }
    }
}
