import Foundation
import HomeFiles
import Logging
import Supervisor
import Telemetry

/// A supervisor for a home, as `workshop up` runs it.
struct SupervisorWiring {
    let layout: HomeLayout
    let labs: String
    let lifeline: Bool

    /// Prepares the home and builds the supervisor; nothing runs yet.
    func make() throws(Failure) -> SupervisorProcess {
        try HomeSetup.prepare(layout, labs: labs)
        let plan = HomePlan(layout: layout, executable: Self.executable)
        return SupervisorProcess(
            configuration: SupervisorConfiguration(
                home: layout.home, runtimeFolder: layout.runtime,
                homeLock: "\(layout.data)/lock", logsFolder: layout.logs,
                watchedFiles: [layout.bookstoreFile, layout.accountFile, layout.workshopFile],
                version: WorkshopCommand.version, lifeline: lifeline),
            plan: { await plan.make() }, instances: { UUID().uuidString.lowercased() },
            logger: .component("supervisor", level: .warning))
    }

    /// This program, by the name it was started from, whatever the working folder is by now.
    static var executable: String {
        (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe"))
            ?? CommandLine.arguments[0]
    }
}
