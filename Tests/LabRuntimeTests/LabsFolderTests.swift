import LabKit
import LabRuntime
import TestSupport
import Testing

@Suite struct LabsFolderTests {
    private func find(
        _ environment: [String: String] = [:], executable: String, from folder: String = "/"
    ) -> String? {
        try? LabsFolder.find(
            environment: environment, executable: executable, workingDirectory: folder
        ).get().path
    }

    @Test func `labs are found beside and above the executable, then in the working folder`()
        async throws
    {
        try await withScratchFolder("find") { folder in
            try folder.write("", to: "tree/Labs/01-a/lab.yaml")
            let labs = folder.file("tree/Labs")
            #expect(find(executable: folder.file("tree/workshop")) == labs)
            #expect(find(executable: folder.file("tree/.build/x86/release/workshop")) == labs)
            #expect(find(executable: "/usr/bin/workshop", from: folder.file("tree")) == labs)
            #expect(find(executable: "/usr/bin/workshop", from: folder.path) == nil)
        }
    }

    @Test func `a named folder counts alone`() async throws {
        try await withScratchFolder("named") { folder in
            try folder.write("", to: "Labs/01-a/lab.yaml")
            let executable = folder.file("workshop")
            #expect(find(["WORKSHOP_LABS": folder.file("Labs")], executable: executable) != nil)
            #expect(find(["WORKSHOP_LABS": "/nowhere"], executable: executable) == nil)
        }
    }

    @Test func `a broken lab is told and the others are taken`() async throws {
        try await withScratchFolder("broken-lab") { folder in
            try folder.write("id: [", to: "Labs/02-b/lab.yaml")
            let loaded = LabsFolder(path: folder.file("Labs")).load()
            #expect(loaded.labs.isEmpty)
            #expect(
                loaded.problems["02-b"]?.problems.map(\.code) == [
                    "unreadable_file", "unreadable_file",
                ])
        }
    }
}
