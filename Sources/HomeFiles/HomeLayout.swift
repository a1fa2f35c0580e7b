/// Where everything of one attendee lives on disk.
///
/// A pure value: the caller hands in the environment. Three folders, after the XDG base directory
/// specification: *home* holds what the attendee edits and what the services keep, *state* the
/// progress, *runtime* what is gone after a reboot (socket, lock, what was applied last).
public struct HomeLayout: Equatable, Sendable {
    /// The attendee's own folder, absolute, without `.`, `..` or a slash at the end.
    public let home: String
    /// Progress lives here.
    public let state: String
    /// Socket and lock live here; short enough for a socket path, one folder a home.
    public let runtime: String

    /// The longest path a socket of ours may have, in bytes (the system allows 107).
    public static let socketPathLimit = 100

    /// Finds the folders.
    ///
    /// - Parameters:
    ///   - explicit: what `--home` said; it wins over `WORKSHOP_HOME`.
    ///   - environment: `WORKSHOP_HOME`, `XDG_DATA_HOME`, `XDG_STATE_HOME`, `XDG_RUNTIME_DIR` and
    ///     `HOME` count. Relative XDG paths are ignored, as their specification says.
    ///   - userID: names the runtime folder under `/tmp` where there is no better one.
    ///   - workingDirectory: a relative home is taken from here.
    ///   - realPath: a path without its symbolic links: a home has one runtime folder, whichever way
    ///     it is named.
    public init(
        home explicit: String? = nil, environment: [String: String], userID: UInt32,
        workingDirectory: String, realPath: (String) -> String = { $0 }
    ) {
        func folder(_ name: String, _ fallback: String) -> String {
            guard let value = environment[name], value.hasPrefix("/") else { return fallback }
            return value
        }
        let person = folder("HOME", "/tmp/workshop-\(userID)")
        let chosen = [explicit, environment["WORKSHOP_HOME"]].lazy.compactMap { $0 }
            .first { !$0.isEmpty }
        if let chosen {
            home = HomeLayout.absolute(chosen, from: workingDirectory)
            state = home + "/state"
        } else {
            let data = folder("XDG_DATA_HOME", person + "/.local/share")
            let kept = folder("XDG_STATE_HOME", person + "/.local/state")
            home = HomeLayout.absolute(data + "/workshop", from: "/")
            state = HomeLayout.absolute(kept + "/workshop", from: "/")
        }
        let fallback = "/tmp/workshop-\(userID)"
        let key = HomeLayout.key(of: realPath(home))
        let wanted = folder("XDG_RUNTIME_DIR", "")
        let base = wanted.isEmpty ? fallback : HomeLayout.absolute(wanted, from: "/") + "/workshop"
        let socket = "\(base)/\(key)/control.sock"
        runtime = "\(socket.utf8.count < HomeLayout.socketPathLimit ? base : fallback)/\(key)"
    }

    /// The account's file.
    public var accountFile: String { home + "/account.yaml" }
    /// The bookstore's file.
    public var bookstoreFile: String { home + "/bookstore.yaml" }
    /// The file of the prepared infrastructure.
    public var workshopFile: String { home + "/workshop.yaml" }
    /// The databases' folder.
    public var data: String { home + "/data" }
    /// The log files' folder.
    public var logs: String { home + "/logs" }
    /// The bookstore's database: stock and orders.
    public var stockDatabase: String { data + "/stock.db" }
    /// The account's database: balances and payments.
    public var balanceDatabase: String { data + "/balance.db" }
    /// The coordinator's database.
    public var coordinatorDatabase: String { data + "/coordinator.db" }
    /// What the attendee has done.
    public var progressFile: String { state + "/progress.json" }
    /// The supervisor's socket.
    public var controlSocket: String { runtime + "/control.sock" }
    /// Held by the one supervisor of this home.
    public var lockFile: String { runtime + "/lock" }
    /// Copies of the files as they were last applied.
    public var appliedFolder: String { runtime + "/applied" }

    /// A path by name inside home: `account.yaml`.
    public func path(of name: String) -> String { home + "/" + name }

    static func absolute(_ path: String, from folder: String) -> String {
        var parts: [Substring] = []
        let whole = path.hasPrefix("/") ? path : folder + "/" + path
        for part in whole.split(separator: "/") {
            switch part {
            case ".": continue
            case "..": _ = parts.popLast()
            default: parts.append(part)
            }
        }
        return "/" + parts.joined(separator: "/")
    }

    /// FNV-1a, 64 bits, in hexadecimal: two homes do not share a socket.
    static func key(of path: String) -> String {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for byte in path.utf8 {
            hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3
        }
        let digits = String(hash, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }
}
