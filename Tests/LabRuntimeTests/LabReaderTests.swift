import LabKit
import LabRuntime
import Synchronization
import TestSupport
import Testing

@Suite struct LabReaderTests {
    @Test func `labs are read when they are first asked for, and once`() async throws {
        try await withScratchFolder("reader") { folder in
            let session = try WorkshopDouble(folder).session()
            let reads = Mutex(0)
            let reader = LabReader {
                reads.withLock { $0 += 1 }
                return session
            }
            #expect(reads.withLock { $0 } == 0)
            async let first = reader.session
            async let second = reader.session
            let ids = [await first, await second].map { $0.labs.map(\.id) }
            #expect(ids == [session.labs.map(\.id), session.labs.map(\.id)])
            #expect(reads.withLock { $0 } == 1)
        }
    }
}
