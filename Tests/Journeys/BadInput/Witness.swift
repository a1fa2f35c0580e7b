import Foundation
import TestSupport
import Testing
import Wire

/// A component watched while it is treated badly: it has to live on in the same process, within its
/// memory.
struct Witness {
    let name: String
    let pid: pid_t
    let before: Int

    init(_ name: String, in workshop: Workshop) async throws {
        self.name = name
        pid = try await Control(of: workshop).ready(name).pid ?? 0
        before = Self.kibibytes(of: pid)
    }

    /// Expects the same process, ready, with at most so much more memory; prints what it holds.
    func expectUnharmed(
        in workshop: Workshop, mebibytes limit: Int,
        sourceLocation: SourceLocation = #_sourceLocation
    ) async throws {
        let now = try await Control(of: workshop).ready(name)
        let after = Self.kibibytes(of: pid)
        print("\(name): \(before / 1_024) MiB before, \(after / 1_024) MiB after")
        #expect(now.pid == pid, "\(name) died", sourceLocation: sourceLocation)
        #expect(after - before <= limit << 10, "\(name) grew", sourceLocation: sourceLocation)
    }

    static func kibibytes(of pid: pid_t) -> Int {
        let status = (try? String(contentsOfFile: "/proc/\(pid)/status", encoding: .utf8)) ?? ""
        let line = status.split(separator: "\n").first { $0.hasPrefix("VmRSS:") }
        return line?.split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0
    }
}

extension Workshop {
    /// Buys a book: the whole shop answers.
    func expectSale(sourceLocation: SourceLocation = #_sourceLocation) async throws {
        let sale = try await run("buy", "00001")
        #expect(sale.status == 0, "\(sale.errors)", sourceLocation: sourceLocation)
    }
}
