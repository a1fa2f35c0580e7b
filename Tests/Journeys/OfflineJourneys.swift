import Foundation
import TestSupport
import Testing

/// The workshop on a machine that is connected to nothing.
@Suite(.enabled(if: Offline.isAllowed, "network namespaces are closed here"))
struct OfflineJourneys {
    @Test func `without any network the shop can be split and its account doubled`() async throws {
        try await Workshop.with("offline") { workshop in
            let script = """
                /usr/bin/python3 -c "$2" || exit 99
                "$1" up --detach && "$1" lab solve 1/8 && "$1" lab check 1/8 && "$1" status; status=$?
                "$1" down
                exit $status
                """
            let run = try await ProgramRun.run(
                "/usr/bin/unshare",
                ["-Urn", "/bin/sh", "-c", script, "sh", Workshop.binary, Offline.loopback],
                environment: workshop.environment, in: workshop.folder)
            #expect(run.status == 0, "\(run.output)\(run.errors)")
            #expect(run.output.contains("account-2  ● ready"), "\(run.output)")
        }
    }
}

/// A network of one's own, with nothing but the machine itself.
private enum Offline {
    static let isAllowed: Bool = {
        guard FileManager.default.isExecutableFile(atPath: "/usr/bin/python3"),
            let folder = try? ScratchFolder("offline")
        else { return false }
        defer { folder.remove() }
        guard
            let program = try? RunningProgram(
                "/usr/bin/unshare", ["-Urn", "/bin/true"], environment: [:], in: folder)
        else { return false }
        var status: Int32 = 0
        return waitpid(program.pid, &status, 0) == program.pid && status == 0
    }()

    /// Turns 127.0.0.1 on (SIOCSIFFLAGS, IFF_UP), and makes sure that nothing else is there.
    static let loopback = """
        import errno, fcntl, socket, struct
        any = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        fcntl.ioctl(any, 0x8914, struct.pack("16sh", b"lo", 1))
        try:
            any.connect(("192.0.2.1", 9))
        except OSError as error:
            assert error.errno == errno.ENETUNREACH, error
        else:
            raise SystemExit("there is a network")
        """
}
