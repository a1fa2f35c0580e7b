import NIOCore
import TestSupport
import Testing

@testable import Bolt

@Suite struct RequestTableTests {
    typealias Table = RequestTable<String>

    private func at(_ seconds: Int64) -> NIODeadline {
        .uptimeNanoseconds(0) + .seconds(seconds)
    }

    private func texts(_ ended: [Table.Ended]) -> [String] {
        ended.map { "\($0.waiter): \($0.error)" }.sorted()
    }

    @Test func `an answer ends its request once, whatever the order`() {
        let table = Held(Table(limit: 8))
        for (ticket, name) in [(UInt64(1), "a"), (2, "b")] {
            #expect(table.open(ticket: ticket, size: 1, deadline: at(1), waiter: name))
        }
        #expect(table.answered(2) == "b")
        #expect(table.answered(2) == nil)
        #expect(table.answered(1) == "a")
        #expect(table.it.count == 0)
        #expect(table.it.nextDeadline == nil)
    }

    @Test func `a full table takes nothing in`() {
        let table = Held(Table(limit: 1))
        #expect(table.open(ticket: 1, size: 1, deadline: at(1), waiter: "a"))
        #expect(!table.open(ticket: 2, size: 1, deadline: at(1), waiter: "b"))
        #expect(table.answered(1) == "a")
        #expect(table.open(ticket: 3, size: 1, deadline: at(1), waiter: "c"))
    }

    @Test func `bytes that have not left are bounded`() {
        let table = Held(Table(limit: 8, unsentLimit: 100))
        #expect(table.open(ticket: 1, size: 90, deadline: at(1), waiter: "a"))
        #expect(!table.open(ticket: 2, size: 11, deadline: at(1), waiter: "b"))
        table.sent(1, size: 90)
        #expect(table.open(ticket: 3, size: 500, deadline: at(1), waiter: "alone it may be large"))
    }

    @Test func `the end of the connection tells what had left from what had not`() {
        let table = Held(Table(limit: 8))
        #expect(table.open(ticket: 1, size: 1, deadline: at(1), waiter: "sent"))
        #expect(table.open(ticket: 2, size: 1, deadline: at(1), waiter: "unsent"))
        table.sent(1, size: 1)
        let ended = table.close(reason: "reset")
        #expect(
            Set(ended.map { [$0.waiter: $0.error] }) == [
                ["sent": .connectionLost("reset")], ["unsent": .unreachable("reset")],
            ])
        #expect(table.it.count == 0)
    }

    @Test func `a write that failed was certainly not executed`() {
        let table = Held(Table(limit: 8))
        #expect(table.open(ticket: 1, size: 1, deadline: at(1), waiter: "a"))
        #expect(
            table.notSent(1, size: 1, reason: "broken pipe")?.error == .unreachable("broken pipe"))
        #expect(table.notSent(1, size: 0, reason: "broken pipe")?.error == nil)
    }

    @Test func `deadlines end requests in order of time, answered ones no more`() {
        let table = Held(Table(limit: 8))
        for ticket in UInt64(1)...4 {
            #expect(
                table.open(
                    ticket: ticket, size: 1, deadline: at(Int64(10 - ticket)), waiter: "\(ticket)"))
        }
        #expect(table.answered(3) == "3")
        #expect(table.expire(at: at(5)).isEmpty)
        #expect(table.expire(at: at(8)).map(\.waiter) == ["4", "2"])
        #expect(table.expire(at: at(9)).map(\.error) == [.deadlineExceeded])
        #expect(table.answered(1) == nil)
    }

    @Test func `a ticket that is over does not end a later one with the same id`() {
        let table = Held(Table(limit: 8))
        #expect(table.open(ticket: 5, size: 1, deadline: at(1), waiter: "old"))
        #expect(table.answered(5) == "old")
        let later = UInt64(5) + 1 << 32
        #expect(table.open(ticket: later, size: 1, deadline: at(9), waiter: "new"))
        #expect(table.abandoned(5)?.waiter == nil)
        #expect(table.expire(at: at(1)).isEmpty)
        #expect(table.answered(5) == "new")
    }

    @Test(arguments: [UInt64(21), 22, 23])
    func `every request ends exactly once, and ended ones are forgotten`(seed: UInt64) {
        var random = SeededRandom(seed: seed)
        let table = Held(RequestTable<UInt64>(limit: 50))
        var opened: Set<UInt64> = []
        var ended: [UInt64] = []
        for step in UInt64(1)...5000 {
            let now = at(Int64(step))
            switch Int.random(in: 0..<5, using: &random) {
            case 0, 1, 2:
                let deadline = now + .seconds(.random(in: 1...500, using: &random))
                if table.open(ticket: step, size: 1, deadline: deadline, waiter: step) {
                    opened.insert(step)
                    table.sent(step, size: 1)
                }
            case 3:
                let id = UInt32.random(in: 1...UInt32(step), using: &random)
                if let waiter = table.answered(id) { ended.append(waiter) }
            default: ended += table.expire(at: now).map(\.waiter)
            }
        }
        ended += table.close(reason: "end").map(\.waiter)
        #expect(ended.count == Set(ended).count, "seed \(seed)")
        #expect(Set(ended) == opened, "seed \(seed)")
    }

    @Test func `a queue of deadlines does not keep what has ended`() {
        var queue = DeadlineQueue<Int>()
        for key in 0..<10_000 {
            queue.add(key, at: at(Int64(100_000 + key)))
            queue.sweep(liveCount: 1) { $0 == key }
        }
        #expect(queue.count <= 67)
        #expect(queue.takeDue(at: at(200_000)).last == 9_999)
    }
}

extension Held {
    fileprivate func open<W>(
        ticket: UInt64, size: Int, deadline: NIODeadline, waiter: W
    ) -> Bool where Value == RequestTable<W> {
        it.open(ticket: ticket, size: size, deadline: deadline, waiter: waiter)
    }

    fileprivate func sent<W>(_ ticket: UInt64, size: Int) where Value == RequestTable<W> {
        it.sent(ticket, size: size)
    }

    fileprivate func notSent<W>(
        _ ticket: UInt64, size: Int, reason: String
    ) -> RequestTable<W>.Ended? where Value == RequestTable<W> {
        it.notSent(ticket, size: size, reason: reason)
    }

    fileprivate func answered<W>(_ id: UInt32) -> W? where Value == RequestTable<W> {
        it.answered(id)
    }

    fileprivate func abandoned<W>(
        _ ticket: UInt64
    ) -> RequestTable<W>.Ended? where Value == RequestTable<W> {
        it.abandoned(ticket)
    }

    fileprivate func expire<W>(
        at now: NIODeadline
    ) -> [RequestTable<W>.Ended] where Value == RequestTable<W> {
        it.expire(at: now)
    }

    fileprivate func close<W>(
        reason: String
    ) -> [RequestTable<W>.Ended] where Value == RequestTable<W> {
        it.close(reason: reason)
    }
}
