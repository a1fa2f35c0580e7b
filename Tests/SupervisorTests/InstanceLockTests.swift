import Foundation
import TestSupport
import Testing

@testable import Supervisor

@Suite struct InstanceLockTests {
    @Test func `one holds the lock, and the other is told who`() async throws {
        try await withScratchFolder("lock") { folder in
            let path = folder.file("lock")
            #expect(InstanceLock.holder(of: path) == nil)
            let lock = try InstanceLock(path)
            #expect(InstanceLock.holder(of: path) == getpid())
            #expect(throws: SupervisorFailure.alreadyRunning(pid: getpid())) {
                try InstanceLock(path)
            }
            withExtendedLifetime(lock) {}
        }
    }

    @Test func `a lock given back can be taken again`() async throws {
        try await withScratchFolder("lock-again") { folder in
            let path = folder.file("lock")
            do { _ = try InstanceLock(path) }
            #expect(InstanceLock.holder(of: path) == nil)
            _ = try InstanceLock(path)
        }
    }

    @Test func `the runtime folder is closed to others`() async throws {
        try await withScratchFolder("runtime") { folder in
            let path = folder.file("a/b")
            try FileManager.default.createDirectory(
                atPath: path, withIntermediateDirectories: true,
                attributes: [.posixPermissions: 0o755])
            try RuntimeFolder.prepare(path)
            let attributes = try FileManager.default.attributesOfItem(atPath: path)
            #expect(attributes[.posixPermissions] as? Int == 0o700)
        }
    }

    @Test func `a link, a file and a path too long for sockets are refused`() async throws {
        try await withScratchFolder("runtime-bad") { folder in
            let link = folder.file("link")
            try FileManager.default.createSymbolicLink(
                atPath: link, withDestinationPath: folder.path)
            #expect(
                throws: SupervisorFailure.unusableFolder(link, reason: "it is not a folder")
            ) { try RuntimeFolder.prepare(link) }
            let file = try folder.write("", to: "file")
            #expect(
                throws: SupervisorFailure.unusableFolder(file, reason: "it is not a folder")
            ) { try RuntimeFolder.prepare(file) }
            let long = folder.file(String(repeating: "x", count: 100))
            #expect(throws: SupervisorFailure.self) { try RuntimeFolder.prepare(long) }
        }
    }
}
