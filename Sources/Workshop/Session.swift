import Foundation
import HTTPClient
import HomeFiles
import LabRuntime
import Supervisor
import Wire

/// What every command knows: where things are, how to speak, whom to ask.
struct Session: Sendable {
    let layout: HomeLayout
    let language: Language
    let asJSON: Bool
    let http: HTTPClient

    init(_ options: GlobalOptions) {
        let environment = ProcessInfo.processInfo.environment
        layout = HomeLayout(
            home: options.home, environment: environment, userID: getuid(),
            workingDirectory: FileManager.default.currentDirectoryPath, realPath: Self.realPath(of:)
        )
        language = options.lang ?? Self.language(of: [])
        asJSON = options.json
        http = HTTPClient()
    }

    /// A path without symbolic links, as far as it is there: the same before and after the first start.
    private static func realPath(of path: String) -> String {
        if let real = realpath(path, nil) {
            defer { free(real) }
            return String(cString: real)
        }
        guard let slash = path.lastIndex(of: "/"), slash != path.startIndex else { return path }
        return realPath(of: String(path[..<slash])) + path[slash...]
    }

    /// The supervisor of this home.
    var control: ControlClient {
        ControlClient(socketPath: layout.controlSocket, client: http)
    }

    /// The folder with the labs; nil when there is none.
    var labsFolder: String? {
        try? findLabs().get().path
    }

    /// The folder with the labs, without which there are no files to start from.
    func requireLabs() throws(Failure) -> String {
        do {
            return try findLabs().get().path
        } catch {
            throw Failure(error)
        }
    }

    /// The labs on this home; says what is wrong with those that cannot be taken.
    ///
    /// - Parameter trust: whose commands may run; what the user has trusted when not given.
    func labs(trusting trust: LabTrust? = nil) throws(Failure) -> LabSession {
        let labs = labs(in: try requireLabs(), trusting: trust)
        tell(labs.problems)
        return labs
    }

    /// The labs on this home, read when they are asked for.
    func labReader() throws(Failure) -> LabReader {
        let folder = try requireLabs()
        return LabReader { labs(in: folder) }
    }

    /// Says what is wrong with labs that cannot be taken.
    func tell(_ problems: [String]) {
        for problem in problems { Output.errorLine("workshop: \(problem)") }
    }

    private func labs(in path: String, trusting trust: LabTrust? = nil) -> LabSession {
        let folder = LabsFolder(path: path)
        let (labs, problems) = folder.load()
        return LabSession(
            labs: labs,
            problems: problems.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value)" },
            folder: folder, trust: trust ?? self.trust,
            starting: HomeSetup.startingFolder(path),
            doors: .live(control: control, client: http, commands: commands), layout: layout)
    }

    /// Whose labs may run commands. The labs beside the program are its own; those that the
    /// environment or the working folder name are not.
    var trust: LabTrust {
        LabTrust(own: Self.ownLabs, state: layout.state)
    }

    /// The labs that came with the program.
    static var ownLabs: String? {
        let executable = SupervisorWiring.executable
        let found = LabsFolder.find(
            environment: [:], executable: executable,
            workingDirectory: (executable as NSString).deletingLastPathComponent)
        return try? found.get().path
    }

    /// Runs what labs have run, with this program as `workshop`.
    private var commands: CommandRunner {
        CommandRunner(
            layout: layout, executable: SupervisorWiring.executable,
            environment: ProcessInfo.processInfo.environment)
    }

    private func findLabs() -> Result<LabsFolder, LabFailure> {
        LabsFolder.find(
            environment: ProcessInfo.processInfo.environment,
            executable: SupervisorWiring.executable,
            workingDirectory: FileManager.default.currentDirectoryPath)
    }

    /// What `--lang` says among the arguments, else the locale.
    static func language(of arguments: [String]) -> Language {
        if let index = arguments.firstIndex(of: "--lang"), index + 1 < arguments.count,
            let language = Language(rawValue: arguments[index + 1])
        {
            return language
        }
        let environment = ProcessInfo.processInfo.environment
        let locale = ["LC_ALL", "LC_MESSAGES", "LANG"].lazy.compactMap { environment[$0] }
            .first { !$0.isEmpty }
        return Language(locale: locale ?? "")
    }
}
