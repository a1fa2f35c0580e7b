import Foundation
import TestSupport
import Testing
import Wire

/// Two of what there is to be one of, and homes as people have them.
@Suite struct DoubleJourneys {
    @Test func `a second start is refused by name, and a second interface attaches`() async throws {
        try await Workshop.with("twice") { workshop in
            let first = try workshop.open()
            try await first.waitFor(Workshop.allReady())
            let supervisor = try await Control(of: workshop).supervisor
            for arguments in [["up"], ["up", "--detach"]] {
                let again = try await ProgramRun.run(
                    Workshop.binary, arguments, environment: workshop.environment,
                    in: workshop.folder)
                #expect(again.status == 1)
                #expect(again.errors.contains("already running (\(supervisor))"))
            }
            let second = try workshop.open()
            try await second.waitFor(Workshop.allReady())
            second.send("q")
            #expect(try await second.waitForEnd() == .exited(0))
            #expect(try await Control(of: workshop).supervisor == supervisor)
            first.send("q")
            try await workshop.expectClean(after: first, ending: .exited(0))
        }
    }

    @Test func `a home has one supervisor by whatever name it is called`() async throws {
        try await Workshop.with("link") { workshop in
            try await workshop.up()
            let supervisor = try await Control(of: workshop).supervisor
            let link = workshop.folder.file("link")
            try FileManager.default.createSymbolicLink(
                atPath: link, withDestinationPath: workshop.home)
            for (variable, value, word) in [
                ("WORKSHOP_HOME", link, "already running"),
                ("XDG_RUNTIME_DIR", workshop.folder.file("r2"), "XDG_RUNTIME_DIR"),
            ] {
                let other = try await ProgramRun.run(
                    Workshop.binary, ["up"],
                    environment: workshop.environment.merging([variable: value]) { $1 },
                    in: workshop.folder)
                #expect(other.status == 1)
                #expect(other.errors.contains(word) && other.errors.contains("(\(supervisor))"))
            }
        }
    }

    @Test func `down during start ends it, and up during down starts it again`() async throws {
        var random = SeededRandom(seed: Seeds.next("down during start, up during down"))
        try await Workshop.with("updown") { workshop in
            for _ in 0..<2 * Seeds.rounds {
                let up = try workshop.start("up")
                try await passRandomMoment(within: .milliseconds(300), using: &random)
                try await eventually("a supervisor to end") {
                    try await workshop.run("down").status == 0 ? true : nil
                }
                #expect(try await up.waitForEnd() == 0, "\(up.errors)")
                _ = try await workshop.expectNothingLeft()
            }
            for _ in 0..<2 * Seeds.rounds {
                try await workshop.up()
                let down = try workshop.start("down")
                try await passRandomMoment(within: .milliseconds(200), using: &random)
                let up = try await workshop.run("up", "--detach")
                #expect(try await down.waitForEnd() == 0, "\(down.errors)")
                // Started anew, or refused because the first was asked to end only afterwards.
                #expect([0, 1].contains(up.status), "\(up.errors)")
                if up.status == 0 {
                    _ = try await Control(of: workshop).ready("bookstore")
                    try await workshop.expectSale()
                    #expect(try await workshop.run("down").status == 0)
                }
                _ = try await workshop.expectNothingLeft()
            }
        }
    }

    @Test func `a stranger on a port is named, and makes way`() async throws {
        try await Workshop.with("stranger") { workshop in
            let stranger = try #require(Stranger(port: workshop.ports[2]))
            let words = "port \(workshop.ports[2]) is taken by process \(getpid()) ("
            let doctor = try await workshop.run("doctor")
            #expect(
                doctor.output.contains(
                    "port \(workshop.ports[2]) for the bookstore is taken by process \(getpid()) (")
            )
            let up = try workshop.start("up")
            let control = try await eventually("a supervisor") { try? await Control(of: workshop) }
            try await eventually("the stranger's name") {
                let status = try await workshop.run("status")
                return status.output.contains(words) ? true : nil
            }
            stranger.leave()
            _ = try await control.ready("bookstore")
            try await workshop.expectSale()
            #expect(try await workshop.run("down").status == 0)
            #expect(try await up.waitForEnd() == 0)
        }
    }

    @Test(arguments: [
        "it's a \"作坊\" 主目录", "$(touch x);`id`%20#?&",
        String(repeating: "long/", count: 40) + "home",
    ])
    func `a home is where people have it`(name: String) async throws {
        try await Workshop.with("home", at: name) { workshop in
            try await workshop.up()
            try await workshop.expectSale()
            try await eventually("the sale in the log") {
                try await workshop.run("logs", "bookstore").output.contains("sold") ? true : nil
            }
            #expect(try await workshop.run("down").status == 0)
            _ = try await workshop.expectNothingLeft()
        }
    }

    @Test(.enabled(if: Namespace.isAllowed, "user namespaces are closed here"))
    func `a home that cannot be written is named before anything starts`() async throws {
        try await Workshop.with("closed") { workshop in
            let readOnly = #"mount --bind "$0" "$0" && mount -o remount,ro,bind "$0" && exec "$1" "#
            for command in ["up", "up --detach", "open"] {
                let run = try await Namespace.run(
                    readOnly + command, [workshop.home, Workshop.binary], of: workshop)
                #expect(run.status == 4, "\(command)")
                #expect(run.errors.contains("the home \(workshop.home) cannot be used"))
            }
            guard getuid() == 0, chown(workshop.home, 65_534, 65_534) == 0 else { return }
            chmod(workshop.home, 0o700)
            defer { chown(workshop.home, 0, 0) }
            let other = try await Namespace.run(
                #"exec "$1" up"#, [workshop.home, Workshop.binary], of: workshop)
            #expect(other.status == 4)
            #expect(other.errors.contains("the home \(workshop.home) cannot be used"))
        }
    }
}
