import Foundation
import TestSupport
import Testing

/// A client of Seata's own coordinator uses ours.
@Suite struct SeataPeerTests {
    @Test(.enabled(if: SeataPeer.isPrepared, "\(SeataPeer.absence)"))
    func `seata-python commits a purchase over two MariaDB databases, and rolls one back`()
        async throws
    {
        try await withScratchFolder("seata") { folder in
            try await SeataPeer.withDatabase(in: folder) { database in
                try await SeataPeer.withCoordinator(in: folder) { coordinator in
                    let output = try await SeataPeer.buy(
                        coordinator: coordinator, database: database, in: folder)
                    let state = #"{"balance": 999802, "stock": 9998, "orders": 2, "undo": 0}"#
                    #expect(
                        output.split(separator: "\n").filter { $0.hasPrefix("{") } == [
                            #"{"committed": \#(state)}"#, #"{"rolledBack": \#(state)}"#,
                        ], "\(output)")
                }
            }
        }
    }
}
