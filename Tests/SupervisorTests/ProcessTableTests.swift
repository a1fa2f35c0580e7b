import Glibc
import TestSupport
import Testing

@testable import Supervisor

@Suite struct ProcessTableTests {
    @Test func `a process runs until it has ended, also while nobody has taken note of that`()
        async throws
    {
        #expect(ProcessTable.isRunning(getpid()))
        #expect(!ProcessTable.isRunning(0))

        let folder = try ScratchFolder("process-table")
        defer { folder.remove() }
        let program = try RunningProgram("/bin/sleep", ["60"], environment: [:], in: folder)
        #expect(ProcessTable.isRunning(program.pid))
        program.signal(SIGKILL)
        try await eventually("the end of the program") {
            ProcessTable.isRunning(program.pid) ? nil : true
        }
        #expect(kill(program.pid, 0) == 0, "nobody has taken note yet")
        #expect(try await program.waitForEnd() == 128 + SIGKILL)
        #expect(!ProcessTable.isRunning(program.pid))
    }
}
