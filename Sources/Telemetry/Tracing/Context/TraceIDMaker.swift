import Synchronization

/// Makes trace ids as SOFATracer does.
///
/// A class, because all traces of a process share the sequence: 1001, 1002, ... 9001, 1000, 1001.
/// Source: sofa-tracer `TraceIdGenerator.java`.
final class TraceIDMaker: Sendable {
    private let address: String
    private let processID: Int32
    private let now: @Sendable () -> Int64
    private let sequence = Atomic(1_000)

    /// - Parameters:
    ///   - address: an IPv4 address in 8 hexadecimal digits.
    ///   - now: milliseconds since 1970.
    init(address: String, processID: Int32, now: @escaping @Sendable () -> Int64) {
        self.address = address
        self.processID = processID
        self.now = now
    }

    /// A new id.
    func next() -> String {
        var number = sequence.load(ordering: .relaxed)
        while true {
            let following = number > 9_000 ? 1_000 : number + 1
            let (done, found) = sequence.compareExchange(
                expected: number, desired: following, ordering: .relaxed)
            if done { return "\(address)\(now())\(following)\(processID)" }
            number = found
        }
    }

    /// `127.0.0.1` in 8 hexadecimal digits; all ones for what is no IPv4 address.
    static func hexadecimal(ofAddress text: String) -> String {
        let parts = text.split(separator: ".").compactMap { UInt8($0) }
        guard parts.count == 4 else { return "ffffffff" }
        return parts.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }
}
