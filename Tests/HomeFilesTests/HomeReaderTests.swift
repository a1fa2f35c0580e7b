import Foundation
import HomeFiles
import Testing

@Suite struct HomeReaderTests {
    private let folder = FileManager.default.temporaryDirectory
        .appendingPathComponent("workshop-home-\(UUID().uuidString)")

    private func reader() throws -> HomeReader {
        try FileManager.default.createDirectory(
            at: folder, withIntermediateDirectories: true)
        let layout = HomeLayout(
            home: folder.path, environment: ["XDG_RUNTIME_DIR": "\(folder.path)/run"], userID: 0,
            workingDirectory: "/")
        return HomeReader(layout)
    }

    private func write(_ text: String, _ name: String) throws {
        try Data(text.utf8).write(to: folder.appendingPathComponent(name))
    }

    @Test func `missing files are named, each`() throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        guard case .failure(let failure) = try reader().read() else {
            Issue.record("an empty folder was read")
            return
        }
        #expect(failure.problems.map(\.code) == Array(repeating: "unreadable_file", count: 3))
        #expect(
            failure.problems.map(\.file) == ["account.yaml", "bookstore.yaml", "workshop.yaml"])
    }

    @Test func `bytes that are not text are refused`() throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        let reader = try reader()
        try Data([0xff, 0xfe, 0x00]).write(to: folder.appendingPathComponent("account.yaml"))
        try write("registry: {}", "workshop.yaml")
        try write("name: a", "bookstore.yaml")
        guard case .failure(let failure) = reader.read() else {
            Issue.record("bytes were read as text")
            return
        }
        #expect(failure.problems.map(\.code) == ["not_utf8"])
    }

    @Test func `what was applied stays known while a file is half edited`() throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        let reader = try reader()
        try FileManager.default.createDirectory(
            atPath: reader.layout.runtime, withIntermediateDirectories: true)
        #expect(reader.applied() == nil)
        let texts = HomeReader.Texts(
            bookstore: "references: [{interface: BalanceMngFacade, binding: local}]",
            account: "uniqueId: user0", workshop: "registry: {}")
        #expect(reader.recordApplied(texts))
        try write("uniqueId: [", "account.yaml")
        #expect(reader.applied() == texts)
        #expect(try reader.applied()?.parse().get().account.uniqueID == "user0")
    }
}
