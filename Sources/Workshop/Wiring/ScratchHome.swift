import Foundation
import HomeFiles
import Supervisor
import Wire

/// A home for one trial, on ports that were free a moment ago.
struct ScratchHome {
    let path: String

    /// Makes the folder with the files every home starts from, ports changed.
    init(labs: String) throws(Failure) {
        let name = "workshop-trial-\(UUID().uuidString.prefix(8).lowercased())"
        path = "\(NSTemporaryDirectory())\(name)"
        let layout = HomeLayout(
            home: path, environment: [:], userID: getuid(), workingDirectory: "/")
        try HomeSetup.prepare(layout, labs: labs)
        let ports = LocalPort.free(8)
        guard ports.count == 8 else {
            throw Failure(
                .unreadable, "no_ports", english: "there are no free ports on 127.0.0.1",
                chinese: "127.0.0.1 上没有空闲的端口")
        }
        let registry = "127.0.0.1:\(ports[0])"
        let coordinator = "127.0.0.1:\(ports[6])"
        let changes: [(String, String, JSONValue)] = [
            (WorkshopFile.fileName, "registry.port", .number(Double(ports[0]))),
            (WorkshopFile.fileName, "registry.http", .number(Double(ports[1]))),
            (WorkshopFile.fileName, "coordinator.port", .number(Double(ports[6]))),
            (WorkshopFile.fileName, "coordinator.http", .number(Double(ports[7]))),
            (WorkshopFile.fileName, "lookout.port", .number(Double(ports[5]))),
            (WorkshopFile.fileName, "tracer.port", .number(Double(ports[4]))),
            (BookstoreFile.fileName, "port", .number(Double(ports[2]))),
            (BookstoreFile.fileName, "registry", .string(registry)),
            (BookstoreFile.fileName, "coordinator", .string(coordinator)),
            (AccountFile.fileName, "port", .number(Double(ports[3]))),
            (AccountFile.fileName, "registry", .string(registry)),
            (AccountFile.fileName, "coordinator", .string(coordinator)),
        ]
        for (file, key, value) in changes {
            try Self.set(key, to: value, in: layout.path(of: file))
        }
    }

    /// The options for a command on this home.
    func options(like options: GlobalOptions) -> GlobalOptions {
        var changed = options
        changed.home = path
        return changed
    }

    /// Starts a supervisor for it and waits until everything is ready.
    func start(in session: Session) async throws {
        let log = "\(session.layout.logs)/supervisor.log"
        _ = ChildProcess.launch(
            SupervisorWiring.executable, ["up", "--home", path], output: log,
            lifeline: false)
        do throws(ControlError) {
            _ = try await session.control.waitUntilServing(within: .seconds(5))
            _ = try await session.control.waitUntilPlanned(within: .seconds(10))
        } catch {
            throw Failure(error)
        }
    }

    /// Removes the folder.
    func remove() {
        try? FileManager.default.removeItem(atPath: path)
    }

    private static func set(_ key: String, to value: JSONValue, in path: String) throws(Failure) {
        guard let text = try? String(contentsOfFile: path, encoding: .utf8),
            case .success(let changed) = YAMLEdit.setting(key, to: value, in: text),
            (try? changed.write(toFile: path, atomically: true, encoding: .utf8)) != nil
        else {
            throw Failure(
                .unreadable, "file_unusable", english: "\(path) cannot be changed",
                chinese: "无法修改 \(path)")
        }
    }
}
