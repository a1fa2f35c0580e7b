import Foundation
import HomeFiles
import LabKit
import LabRuntime
import TestSupport
import Testing

@Suite struct ProgressStoreTests {
    private let key = StepKey(lab: "01", step: "a")

    private func layout(_ folder: ScratchFolder) -> HomeLayout {
        HomeLayout(home: folder.path, environment: [:], userID: 0, workingDirectory: "/")
    }

    @Test func `what was kept is there for the next process`() async throws {
        try await withScratchFolder("kept") { folder in
            let store = ProgressStore(layout: layout(folder))
            #expect(store.load().progress == LabProgress() && store.load().notice == nil)
            let kept = try store.update { $0.handle(.skipped(key), atMilliseconds: 0) }.get()
            #expect(ProgressStore(layout: layout(folder)).load().progress == kept)
            #expect(kept[key].state == .skipped)
        }
    }

    @Test(arguments: ["", "{", "{\"version\":1}", "\u{0}\u{1}", "[]"])
    func `a broken file is set aside with a message, not lost`(text: String) async throws {
        try await withScratchFolder("broken") { folder in
            let layout = layout(folder)
            try folder.write(text, to: "state/progress.json")
            let loaded = ProgressStore(layout: layout).load()
            #expect(loaded.progress == LabProgress())
            #expect(loaded.notice?.code == "progress_broken")
            #expect(
                try String(contentsOfFile: layout.progressFile + ".broken-1", encoding: .utf8)
                    == text)
            #expect(ProgressStore(layout: layout).load().notice == nil)
        }
    }

    @Test func `many writers at once lose nothing`() async throws {
        try await withScratchFolder("writers") { folder in
            let store = ProgressStore(layout: layout(folder))
            await withTaskGroup(of: Void.self) { group in
                for _ in 0..<20 {
                    group.addTask {
                        _ = store.update { progress in
                            progress.handle(.checked(key, passed: false), atMilliseconds: 0)
                        }
                    }
                }
            }
            #expect(store.load().progress[key].tries == 20)
        }
    }

    @Test func `a folder that cannot be written is told`() async throws {
        try await withScratchFolder("no-folder") { folder in
            try folder.write("a file where the folder should be", to: "state")
            let failed = ProgressStore(layout: layout(folder)).update { _ in }
            guard case .failure(let failure) = failed else {
                Issue.record("it was written")
                return
            }
            #expect(failure.code == "progress_unwritable")
        }
    }
}
