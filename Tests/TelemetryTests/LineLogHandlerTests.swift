import Logging
import Synchronization
import Telemetry
import TestSupport
import Testing

@Suite struct LineLogHandlerTests {
    @Test func `a record is one line with its metadata in order`() {
        let lines = Lines()
        let logger = Logger(label: "account") { label in
            LineLogHandler(
                label: label, level: .notice, now: { 1_561_339_200_123 }, write: lines.append)
        }
        logger.notice("paid\nin full", metadata: ["order": "7", "amount": "99.00"])
        logger.info("not shown")
        #expect(
            lines.all == [
                "2019-06-24T01:20:00.123Z notice account: paid\\nin full amount=99.00 order=7\n"
            ])
    }

    @Test(arguments: [
        (Int64(0), "1970-01-01T00:00:00.000Z"), (951_782_400_000, "2000-02-29T00:00:00.000Z"),
        (4_102_444_799_999, "2099-12-31T23:59:59.999Z"), (-5, "1970-01-01T00:00:00.000Z"),
    ])
    func `a moment is written as ISO 8601`(milliseconds: Int64, text: String) {
        #expect(Timestamp(milliseconds: milliseconds).description == text)
    }
}

/// Lines that were written. A class with a lock, because a log handler writes from any thread.
private final class Lines: Sendable {
    private let lines = Mutex<[String]>([])

    var all: [String] { lines.withLock { $0 } }

    func append(_ line: String) { lines.withLock { $0.append(line) } }
}
