import Foundation
import Logging
import TestSupport
import Testing
import Wire

@testable import Supervisor

@Suite struct LogStoreTests {
    let account = ComponentID("account")
    let registry = ComponentID("registry")

    func store(in folder: ScratchFolder) -> LogStore {
        // A clock that stands still: nothing here depends on time, and a wait never ends by it.
        let timekeeper = Timekeeper(
            now: { Moment(elapsed: .zero, wallMilliseconds: 1_782_898_200_250) },
            sleep: { _ in for await _ in AsyncStream<Int>.makeStream().stream {} })
        return LogStore(
            folder: folder.path, timekeeper: timekeeper,
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
    }

    @Test func `lines come in their order, of one component or of all`() async throws {
        try await withScratchFolder("log-order") { folder in
            let store = store(in: folder)
            await store.append(["a1", "a2"], from: account)
            await store.append(["r3"], from: registry)
            await store.append(["a4"], from: account)
            let all = await store.page(of: nil, after: 0, limit: 10, wait: .zero)
            #expect(all.lines.map(\.text) == ["a1", "a2", "r3", "a4"])
            #expect(all.lines.map(\.sequence) == [1, 2, 3, 4])
            #expect(all.next == 4)
            let some = await store.page(of: account, after: 1, limit: 10, wait: .zero)
            #expect(some.lines.map(\.text) == ["a2", "a4"])
            let newest = await store.page(of: nil, after: -1, limit: 2, wait: .zero)
            #expect(newest.lines.map(\.text) == ["r3", "a4"])
            #expect(newest.next == 4)
        }
    }

    @Test func `pages follow each other without a gap`() async throws {
        try await withScratchFolder("log-pages") { folder in
            let store = store(in: folder)
            for number in 1...25 {
                await store.append(
                    ["\(number)"], from: number.isMultiple(of: 3) ? registry : account)
            }
            var read: [String] = []
            var after = 0
            while read.count < 25 {
                let page = await store.page(of: nil, after: after, limit: 7, wait: .zero)
                #expect(page.dropped == 0)
                read += page.lines.map(\.text)
                after = page.next
            }
            #expect(read == (1...25).map(String.init))
        }
    }

    @Test func `the ring keeps the newest lines and counts the others`() async throws {
        try await withScratchFolder("log-ring") { folder in
            let store = store(in: folder)
            await store.append((1...2_500).map(String.init), from: account)
            let page = await store.page(of: account, after: 0, limit: 1, wait: .zero)
            #expect(page.lines.map(\.text) == ["501"])
            #expect(page.dropped == 500)
            let later = await store.page(of: account, after: 500, limit: 1, wait: .zero)
            #expect(later.dropped == 0)
        }
    }

    @Test func `who waits is woken by the next line of the component`() async throws {
        try await withScratchFolder("log-wait") { folder in
            let store = store(in: folder)
            async let page = store.page(of: registry, after: 0, limit: 10, wait: .seconds(30))
            await store.append(["not this"], from: account)
            await store.append(["this"], from: registry)
            #expect(await page.lines.map(\.text) == ["this"])
        }
    }

    @Test func `files have the time of each line and one older file beside them`() async throws {
        try await withScratchFolder("log-files") { folder in
            let store = store(in: folder)
            await store.append(["first", "second"], from: account)
            let text = try String(contentsOfFile: folder.file("account.log"), encoding: .utf8)
            #expect(
                text == "2026-07-01T09:30:00.250Z first\n2026-07-01T09:30:00.250Z second\n")
            let long = String(repeating: "x", count: 4_000)
            for _ in 0..<30 {
                await store.append(Array(repeating: long, count: 100), from: account)
            }
            for name in ["account.log", "account.log.1"] {
                let attributes = try FileManager.default.attributesOfItem(
                    atPath: folder.file(name))
                #expect((attributes[.size] as? Int ?? 0) <= LogFile.limit, "\(name)")
            }
            let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
            #expect(names.sorted() == ["account.log", "account.log.1"])
        }
    }

    @Test func `a folder that takes no files costs no line in memory`() async throws {
        let store = store(in: try ScratchFolder("log-gone"))
        let gone = LogStore(
            folder: "/nowhere/at/all", timekeeper: .live(),
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
        await store.close()
        await gone.append(["kept"], from: account)
        #expect(
            await gone.page(of: nil, after: 0, limit: 9, wait: .zero).lines.map(\.text) == ["kept"])
    }

    @Test(
        arguments: [
            (0, "1970-01-01T00:00:00.000Z"), (951_782_400_000, "2000-02-29T00:00:00.000Z"),
            (4_102_444_799_999, "2099-12-31T23:59:59.999Z"), (-1, "1969-12-31T23:59:59.999Z"),
        ] as [(Int64, String)])
    func `a moment is written in universal time`(milliseconds: Int64, text: String) {
        #expect(TimeStamp(milliseconds: milliseconds).description == text)
    }
}
