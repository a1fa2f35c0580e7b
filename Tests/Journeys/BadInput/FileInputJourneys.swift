import Foundation
import TestSupport
import Testing
import Wire

/// What an attendee's file may be instead of a file with settings.
@Suite struct FileInputJourneys {
    @Test func `a file that is none is named, changes nothing, and costs no memory`() async throws {
        try await Workshop.with("yaml") { workshop in
            try await workshop.up()
            let control = try await Control(of: workshop)
            let path = "\(workshop.home)/bookstore.yaml"
            let good = try workshop.text(of: "bookstore.yaml")
            let before = (
                pid: try await control.ready("bookstore").pid,
                memory: Witness.kibibytes(of: control.supervisor)
            )
            for (content, reason) in Self.contents(good) {
                try Data(content).write(to: URL(fileURLWithPath: path))
                #expect(try await control.reload().contains(reason), "\(reason)")
            }
            for (make, reason) in Self.places {
                try FileManager.default.removeItem(atPath: path)
                try make(path)
                #expect(try await control.reload().contains(reason), "\(reason)")
                // Something has to be there for the next one to remove.
                if access(path, F_OK) != 0, (try? Self.linkExists(path)) != true {
                    try Data().write(to: URL(fileURLWithPath: path))
                }
            }
            #expect(try await control.ready("bookstore").pid == before.pid)
            try await workshop.expectSale()
            try FileManager.default.removeItem(atPath: path)
            try good.write(toFile: path, atomically: true, encoding: .utf8)
            #expect(try await control.reload() == "")
            let after = Witness.kibibytes(of: control.supervisor)
            print("supervisor: \(before.memory / 1_024) MiB before, \(after / 1_024) MiB after")
            #expect(after - before.memory <= 32 << 10)
            #expect(try await control.ready("bookstore").pid == before.pid)
        }
    }

    private static func contents(_ good: String) -> [([UInt8], String)] {
        var bomb = "a: &a [x,x,x,x,x,x,x,x,x]\n"
        let names = Array("abcdefghij")
        for index in 1..<names.count {
            let inner = Array(repeating: "*\(names[index - 1])", count: 9).joined(separator: ",")
            bomb += "\(names[index]): &\(names[index]) [\(inner)]\n"
        }
        let deep = (0..<300).map { String(repeating: " ", count: $0) + "a:" }
        return [
            (
                Array(good.replacingOccurrences(of: "  - interface", with: "\t- interface").utf8),
                "bookstore.yaml:8:1: yaml_syntax: a tab"
            ),
            (Array((bomb + good).utf8), "bookstore.yaml:1:1: unknown_key"),
            (Array((good + "x: *nobody\n").utf8), "yaml_syntax: a `*name` without"),
            (Array(deep.joined(separator: "\n").utf8), "unknown_key"),
            (Array(("a: " + String(repeating: "[", count: 60_000)).utf8), "file_too_deep"),
            (Array(good.utf8) + Array(repeating: 0x23, count: 10 << 20), "file_too_large"),
            ([0x7F, 0x45, 0x4C, 0x46, 0xFF, 0xFE, 0, 1], "not_utf8"),
            ([], "empty_file"),
        ]
    }

    private static let places: [(@Sendable (String) throws -> Void, String)] = [
        ({ _ in }, "unreadable_file: cannot read the file: No such file"),
        (
            {
                try FileManager.default.createDirectory(
                    atPath: $0, withIntermediateDirectories: false)
            }, "Is a directory"
        ),
        (
            {
                try FileManager.default.createSymbolicLink(
                    atPath: $0, withDestinationPath: "bookstore.yaml")
            }, "Too many levels of symbolic links"
        ),
        (
            {
                try FileManager.default.createSymbolicLink(
                    atPath: $0, withDestinationPath: "/dev/zero")
            }, "file_too_large"
        ),
        ({ mkfifo($0, 0o600) }, "empty_file"),
        ({ try Self.writeClosed(to: $0) }, getuid() == 0 ? "missing_key" : "Permission denied"),
    ]

    private static func writeClosed(to path: String) throws {
        try Data("name: x".utf8).write(to: URL(fileURLWithPath: path))
        chmod(path, 0)
    }

    private static func linkExists(_ path: String) throws -> Bool {
        try FileManager.default.destinationOfSymbolicLink(atPath: path).isEmpty == false
    }
}
