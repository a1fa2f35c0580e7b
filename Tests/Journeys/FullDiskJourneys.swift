import BookstoreAPI
import Foundation
import HTTPClient
import LabRuntime
import TestSupport
import Testing
import Wire

/// The disk of the data is full: a small file system in a mount namespace of its own, which needs no
/// rights and goes with its last process.
@Suite(.enabled(if: Namespace.isAllowed, "user namespaces are closed here"))
struct FullDiskJourneys {
    @Test(arguments: [false, true])
    func `on a full disk a purchase fails and says so, and nothing is lost`(
        isSplit: Bool
    ) async throws {
        try await Workshop.with("full") { workshop in
            if isSplit { try workshop.split() }
            try FileManager.default.createDirectory(
                atPath: "\(workshop.home)/data", withIntermediateDirectories: true)
            let up = try await Namespace.run(
                #"mount -t tmpfs -o size=3m none "$0/data" && exec "$1" up --detach"#,
                [workshop.home, Workshop.binary], of: workshop)
            #expect(up.status == 0, "\(up.errors)")
            let control = try await Control(of: workshop)
            let bookstore = try await control.ready("bookstore")
            let crowd = Crowd(port: workshop.ports[2], ordersEach: 0)
            try await crowd.shop.createUser("user0")
            _ = try await crowd.shop.buy(.one("before"))

            let filler = "/proc/\(control.supervisor)/root\(workshop.home)/data/filler"
            try Namespace.fill(filler)
            let refusals = await buyUntilRefused(of: crowd.shop)
            print("full disk: \(refusals.prefix(3))")
            #expect(!refusals.isEmpty, "the disk was never full")
            #expect(refusals.allSatisfy { $0.contains("disk is full") }, "\(refusals)")
            #expect(try await crowd.shop.books(of: "user0").count == 5)
            let told = try await workshop.run("buy", "00001", "--order-id", "told")
            #expect(told.status == 3)
            #expect(told.errors.contains("full: make room"), "\(told.errors)")

            unlink(filler)
            try await eventually("room again") {
                (try? await crowd.shop.buy(.one("after"))) != nil ? true : nil
            }
            _ = try await crowd.shop.buy(.one("told"))
            for order in try await crowd.shop.orders(of: "user0") where order.status != .paid {
                _ = try await crowd.shop.buy(.one(order.orderId))
            }
            let audit = try await Audit(in: crowd.shop)
            audit.expectAgreement()
            #expect(try await control.ready("bookstore").pid == bookstore.pid)
        }
    }

    /// What was said of purchases until ten were refused; small files have room for some.
    private func buyUntilRefused(of shop: BookstoreClient) async -> [String] {
        var refusals: [String] = []
        for number in 0..<400 where refusals.count < 10 {
            do throws(BookstoreFailure) {
                _ = try await shop.buy(.one("full-\(number)"))
            } catch {
                refusals.append("\(error)")
            }
        }
        return refusals
    }
}

/// A user and mount namespace of its own (unshare(1)).
enum Namespace {
    /// Whether this machine lets us have one.
    static let isAllowed: Bool = {
        guard let folder = try? ScratchFolder("unshare") else { return false }
        defer { folder.remove() }
        guard
            let program = try? RunningProgram(
                "/usr/bin/unshare", ["-Urm", "mount", "-t", "tmpfs", "none", "/mnt"],
                environment: [:], in: folder)
        else { return false }
        var status: Int32 = 0
        return waitpid(program.pid, &status, 0) == program.pid && status == 0
    }()

    /// Runs a shell script in one; `$0` and so on are its words.
    static func run(
        _ script: String, _ words: [String], of workshop: Workshop
    ) async throws -> ProgramRun {
        try await ProgramRun.run(
            "/usr/bin/unshare", ["-Urm", "/bin/sh", "-c", script] + words,
            environment: workshop.environment.merging(["PATH": "/usr/bin:/bin:/sbin"]) { $1 },
            in: workshop.folder)
    }

    /// Writes a file until its file system has no room.
    static func fill(_ path: String) throws {
        let descriptor = open(path, O_WRONLY | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw POSIXError(.init(rawValue: errno) ?? .EIO) }
        defer { close(descriptor) }
        for size in [65_536, 4_096, 1] {
            let chunk = [UInt8](repeating: 0, count: size)
            while write(descriptor, chunk, size) > 0 {}
        }
    }
}

extension PurchaseRequest {
    static func one(_ orderID: String) -> PurchaseRequest {
        PurchaseRequest(userName: "user0", productCode: "00001", count: 1, orderId: orderID)
    }
}
