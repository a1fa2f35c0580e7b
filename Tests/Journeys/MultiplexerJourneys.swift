import Foundation
import TestSupport
import Testing
import Wire

/// The interface inside tmux, a terminal that is not of our making.
@Suite(.enabled(if: Multiplexer.isInstalled, "tmux is not installed"))
struct MultiplexerJourneys {
    @Test func `tmux shows what was painted, passes keys, and has its screen back`() async throws {
        try await Workshop.with("tmux") { workshop in
            let tmux = Multiplexer(workshop: workshop)
            // The shell stays when the workshop has gone, as in everyday life.
            let line = "stty -a >before; '\(Workshop.binary)' --lang zh; stty -a >after; echo left"
            try await tmux.command(
                "-f", "/dev/null", "new-session", "-d", "-x", "80", "-y", "24",
                "cd '\(workshop.folder.path)'; \(line); exec sleep 60")
            do {
                try await take(tmux, in: workshop)
            } catch {
                _ = try? await tmux.command("kill-server")
                throw error
            }
            _ = try? await tmux.command("kill-server")
        }
    }

    private func take(_ tmux: Multiplexer, in workshop: Workshop) async throws {
        try await tmux.waitFor(Workshop.allReady(in: .chinese))
        try await tmux.command("send-keys", "2")
        try await tmux.waitFor("1,000,000.00")
        try await tmux.command("send-keys", "Down")
        let rows = try await tmux.waitFor("▸ 00002")
        // Columns of Chinese text are where they belong: the prices stand in one column.
        let prices = rows.filter { $0.contains(" 0000") }.compactMap { row in
            row.range(of: ".00 ").map { range in
                row[..<range.lowerBound].reduce(0) {
                    $0 + ($1.isASCII || $1 == "▸" || $1 == "…" ? 1 : 2)
                }
            }
        }
        #expect(prices.count == 5)
        #expect(Set(prices).count == 1, "\(rows)")
        try await tmux.command("resize-window", "-x", "120", "-y", "36")
        try await tmux.waitFor("最近一分钟")
        try await tmux.command("send-keys", "q")
        try await tmux.waitFor("left")
        let before = try String(contentsOfFile: workshop.folder.file("before"), encoding: .utf8)
        let after = try String(contentsOfFile: workshop.folder.file("after"), encoding: .utf8)
        // The window was made larger in between.
        #expect(after == before.replacing("rows 24; columns 80", with: "rows 36; columns 120"))
        _ = try await workshop.expectNothingLeft()
    }
}

/// A tmux server of a test's own.
private struct Multiplexer {
    static let path = "/usr/bin/tmux"
    static var isInstalled: Bool { FileManager.default.isExecutableFile(atPath: path) }

    let workshop: Workshop

    @discardableResult
    func command(_ arguments: String...) async throws -> String {
        let run = try await ProgramRun.run(
            Self.path, ["-S", workshop.folder.file("tmux"), "-u"] + arguments,
            environment: workshop.environment.merging(["TERM": "xterm-256color"]) { $1 },
            in: workshop.folder)
        guard run.status == 0 else {
            throw PseudoTerminal.Failure(description: "tmux \(arguments): \(run.errors)")
        }
        return run.output
    }

    /// Waits until a text is shown; gives all rows.
    @discardableResult
    func waitFor(_ text: String) async throws -> [String] {
        try await eventually("\(text) in tmux") {
            let rows = try await command("capture-pane", "-p").split(
                separator: "\n", omittingEmptySubsequences: false
            ).map(String.init)
            return rows.contains { $0.contains(text) } ? rows : nil
        }
    }
}
