/// The one line a component prints on standard output when it can serve:
/// `READY name=account pid=4711 port=12200 http=40123 instance=5f2c...`.
///
/// `port` is where its users call it, `http` where it answers `/health` and `/state`; they are the
/// same for a component whose users speak HTTP.
public struct ReadyLine: Equatable, Sendable, CustomStringConvertible {
    /// The component instance, as the supervisor named it.
    public var name: ComponentID
    /// Its process.
    public var pid: Int32
    /// Where its users call it.
    public var port: Int
    /// Where it answers its health probe.
    public var http: Int
    /// The instance id that the supervisor handed it, which its health answer repeats.
    public var instance: String

    /// A line from its parts.
    public init(name: ComponentID, pid: Int32, port: Int, http: Int, instance: String) {
        self.name = name
        self.pid = pid
        self.port = port
        self.http = http
        self.instance = instance
    }

    /// Reads a line; nil when it is some other line of output.
    public init?(parsing line: String) {
        let words = line.split(separator: " ")
        guard words.first == "READY" else { return nil }
        var fields: [Substring: Substring] = [:]
        for word in words.dropFirst() {
            let pair = word.split(separator: "=", maxSplits: 1)
            if pair.count == 2 { fields[pair[0]] = pair[1] }
        }
        guard let name = fields["name"].flatMap({ ComponentID(parsing: String($0)) }),
            let pid = fields["pid"].flatMap({ Int32($0) }),
            let port = fields["port"].flatMap({ Int($0) }),
            let http = fields["http"].flatMap({ Int($0) }), let instance = fields["instance"]
        else { return nil }
        self.init(name: name, pid: pid, port: port, http: http, instance: String(instance))
    }

    /// The line without its line feed.
    public var description: String {
        "READY name=\(name) pid=\(pid) port=\(port) http=\(http) instance=\(instance)"
    }
}
