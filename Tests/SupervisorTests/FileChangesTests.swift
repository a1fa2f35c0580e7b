import TestSupport
import Testing

@testable import Supervisor

@Suite struct FileChangesTests {
    let first = FileSignature(inode: 1, size: 10, changed: 100)
    let second = FileSignature(inode: 1, size: 11, changed: 101)

    @Test func `a change counts once it has been seen twice`() {
        var changes = FileChanges([first, nil])
        let looks: [[FileSignature?]] = [
            [first, nil], [second, nil], [second, second], [second, second], [second, second],
        ]
        #expect(looks.map { changes.look($0) } == [false, false, false, true, false])
    }

    @Test func `a file that is away for a moment while it is renamed is no change`() {
        var changes = FileChanges([first])
        #expect([nil, first, first].map { changes.look([$0]) } == [false, false, false])
    }

    @Test func `a file that stays away is a change`() {
        var changes = FileChanges([first])
        #expect([nil, nil, nil].map { changes.look([$0]) } == [false, true, false])
    }

    @Test func `writing, and renaming over a file, change its signature`() async throws {
        try await withScratchFolder("signature") { folder in
            let path = folder.file("home.yaml")
            #expect(FileSignature(of: path) == nil)
            try folder.write("a", to: "home.yaml")
            let before = try #require(FileSignature(of: path))
            #expect(FileSignature(of: path) == before)
            try folder.write("b", to: "home.yaml")
            #expect(FileSignature(of: path) != before)
        }
    }
}
