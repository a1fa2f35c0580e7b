import Foundation
import TestSupport
import Testing

@testable import Supervisor

@Suite struct LifelineWatchTests {
    @Test func `the end of the pipe is told once, what was written is not an end`() async throws {
        let pipe = Pipe()
        let (ends, ended) = AsyncStream.makeStream(of: Void.self)
        let watch = LifelineWatch(
            descriptor: pipe.fileHandleForReading.fileDescriptor, timekeeper: .live(),
            ended: { ended.yield() })
        try pipe.fileHandleForWriting.write(contentsOf: Data(repeating: 7, count: 10_000))
        try await withDeadline("the end of a lifeline") {
            async let watched: Void = watch.run()
            _ = try await eventually("all being read") {
                unread(in: pipe.fileHandleForReading.fileDescriptor) == 0 ? true : nil
            }
            try pipe.fileHandleForWriting.close()
            try await watched
            ended.finish()
            #expect(await ends.reduce(0) { count, _ in count + 1 } == 1)
        }
    }

    private func unread(in descriptor: Int32) -> Int32 {
        var question = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        return poll(&question, 1, 0)
    }
}
