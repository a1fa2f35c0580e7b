import CoordinatorAPI
import Foundation
import TestSupport
import Testing

@testable import CoordinatorCore
@testable import CoordinatorService

/// The write-ahead log as a crash may leave it: cut off anywhere in what was written last.
@Suite struct `A store that is torn` {
    /// Every so many bytes are tried, and all close to where a frame begins; every byte in a soak.
    private static let stride = Seeds.rounds > 1 ? 1 : 61
    private static let frame = 4_096 + 24

    @Test func `It starts, and has lost nothing that was acknowledged`() async throws {
        try await withScratchFolder("torn") { folder in
            let path = folder.file("whole/coordinator.db")
            let store = try CoordinatorStore.open(path: path)
            let xids = (1...4).map { XID(address: "a", number: Int64($0)) }
            var model = CoordinatorRecords()
            var stages: [(size: Int, records: CoordinatorRecords)] = []
            for xid in xids {
                let record = TransactionRecord(
                    xid: xid, name: "purchase", application: "shop", timeout: 60_000,
                    begun: xid.number ?? 0)
                let row = RowLock(resource: "r", table: "t", key: xid.text)
                let branch = BranchRecord(
                    number: 100 + (xid.number ?? 0), type: .at, resource: "r", lockKeys: "",
                    applicationData: "", registered: 5)
                let changes: [CoordinatorChange] = [
                    .begin(record), .register(branch, xid: xid, locks: [row]),
                ]
                #expect(try await store.write(changes, histories: [:]) == nil)
                for change in changes { try model.apply(change) }
                stages.append((try size(of: path + "-wal"), model.inOrder))
            }
            let whole = (try bytes(of: path), try bytes(of: path + "-wal"))
            let first = stages[0].size
            for offset in first...stages[3].size where isTried(offset - first) {
                let torn = folder.file("torn-\(offset)/coordinator.db")
                try FileManager.default.createDirectory(
                    atPath: folder.file("torn-\(offset)"), withIntermediateDirectories: true)
                try whole.0.write(to: URL(fileURLWithPath: torn))
                try whole.1.prefix(offset).write(to: URL(fileURLWithPath: torn + "-wal"))
                let again = try CoordinatorStore.open(path: torn)
                let expected = stages.last { $0.size <= offset }?.records
                #expect(try await again.records() == expected, "cut at \(offset)")
                // And it goes on.
                let next = TransactionRecord(
                    xid: XID("new"), name: "", application: "", timeout: 1, begun: 9)
                #expect(try await again.write([.begin(next)], histories: [:]) == nil)
                try FileManager.default.removeItem(atPath: folder.file("torn-\(offset)"))
            }
        }
    }

    private func isTried(_ offset: Int) -> Bool {
        let inFrame = offset % Self.frame
        return offset.isMultiple(of: Self.stride) || inFrame < 28 || inFrame > Self.frame - 4
    }

    private func bytes(of path: String) throws -> Data {
        try Data(contentsOf: URL(fileURLWithPath: path))
    }

    private func size(of path: String) throws -> Int { try bytes(of: path).count }
}
