import Foundation
import Synchronization
import TestSupport
import Testing
import Wire

@testable import BookstoreService

@Suite struct `A bookstore that is killed` {
    @Test(arguments: [3, 40, 97])
    func `no book and no money is lost by kill -9`(passages: Int) async throws {
        try await withScratchFolder("kill") { folder in
            await #expect(processExitsWith: .signal(SIGKILL)) {
                [path = folder.path as String, passages] in
                try await Self.buyUntilKilled(in: path, afterPassages: passages)
            }
            let shop = try Shop(in: folder.path)
            let closed = try await shop.checkout().recover()
            try await shop.expectConservation("killed at passage \(passages), \(closed) closed")
            #expect(try await shop.stock.evidence().orders > 0)
        }
    }

    /// Sixteen clients buy; at so many passages of any point of any purchase the process dies.
    private static func buyUntilKilled(in path: String, afterPassages limit: Int) async throws {
        let shop = try Shop(in: path)
        try await shop.open("u")
        let passages = Counter()
        let checkout = shop.checkout { _ throws(Checkout.Crash) in
            if passages.next() >= limit { kill(getpid(), SIGKILL) }
        }
        await withTaskGroup(of: Void.self) { group in
            for client in 0..<16 {
                group.addTask {
                    for order in 0..<50 {
                        _ = try? await checkout.buy(.of(id: "\(client)-\(order)"))
                    }
                }
            }
        }
    }
}
