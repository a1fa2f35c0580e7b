import Foundation
import TestSupport
import Testing

/// What the README says is true.
@Suite struct ReadmeTests {
    @Test func `its commands exist with their options`() async throws {
        let commands = try commands().filter { $0.first == "workshop" }
        try #require(commands.count > 10)
        try await withScratchFolder("readme") { folder in
            for words in commands {
                let subcommand = words.dropFirst().prefix { !$0.hasPrefix("-") && !isOperand($0) }
                let run = try await ProgramRun.run(
                    binary, subcommand + ["--help"], environment: ["PATH": "/usr/bin:/bin"],
                    in: folder)
                #expect(run.status == 0, "\(words): \(run.errors)")
                for option in words where option.hasPrefix("--") {
                    #expect(run.output.contains(option), "\(words) has no \(option)")
                }
            }
        }
    }

    @Test func `its make targets exist`() async throws {
        let targets = try commands().filter { $0.first == "make" }.map { $0[1] }
        #expect(targets == ["run", "test", "install", "bench", "lint"])
        try await withScratchFolder("readme") { folder in
            for target in targets {
                let run = try await ProgramRun.run(
                    "/usr/bin/make", ["-n", "-C", SourceTree.root, target],
                    environment: ["PATH": "/usr/bin:/bin"], in: folder)
                #expect(run.status == 0, "\(run.errors)")
            }
        }
    }

    @Test func `its pictures are what the program draws`() throws {
        let parts = try SourceTree.text(of: "README.md").components(separatedBy: "Golden frame: `")
        #expect(parts.count > 2)
        for part in parts.dropFirst() {
            let name = String(part.prefix { $0 != "`" })
            let picture = part.components(separatedBy: "```\n")[1]
            let golden = try SourceTree.text(of: "Tests/WorkshopUITests/Goldens/\(name).txt")
            #expect(picture == golden, "\(name)")
        }
    }

    @Test(arguments: ["README.md", "Sources/README.md"])
    func `its links lead somewhere`(path: String) throws {
        let text = try SourceTree.text(of: path)
        let folder = (path as NSString).deletingLastPathComponent
        let links = text.components(separatedBy: "](").dropFirst().map { $0.prefix { $0 != ")" } }
        #expect(links.count > 3)
        for link in links where !link.hasPrefix("http") {
            let target = "\(SourceTree.root)/\(folder)/\(link)"
            #expect(FileManager.default.fileExists(atPath: target), "\(path): \(link)")
        }
    }

    @Test func `nothing that a build makes is tracked`() async throws {
        try await withScratchFolder("tracked") { folder in
            let run = try await ProgramRun.run(
                "/usr/bin/git", ["-C", SourceTree.root, "ls-files"],
                environment: ["PATH": "/usr/bin:/bin", "HOME": folder.path], in: folder)
            let made = run.output.split(separator: "\n").filter {
                $0.hasPrefix(".build") || $0 == "Package.resolved" || $0.contains("__pycache__")
            }
            #expect(made == [])
        }
    }

    private var binary: String {
        (CommandLine.arguments[0] as NSString).deletingLastPathComponent + "/workshop"
    }

    /// The lines of the README's shell blocks, as words.
    private func commands() throws -> [[String]] {
        let blocks = try SourceTree.text(of: "README.md").components(separatedBy: "```sh\n")
        return blocks.dropFirst().flatMap { block in
            block.components(separatedBy: "```")[0].split(separator: "\n").map {
                $0.split(separator: " ").map(String.init)
            }
        }
    }

    /// Whether a word is what a command is about, not a subcommand.
    private func isOperand(_ word: String) -> Bool {
        word.contains { $0.isNumber || $0.isUppercase } || word == "bookstore"
    }
}
