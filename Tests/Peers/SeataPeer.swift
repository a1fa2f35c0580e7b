import Foundation
import Subprocess
import SystemPackage
import TestSupport
import Wire

/// seata-python 0.1, in the environment that `Tests/Peers/prepare-seata.sh` makes, with Debian's MariaDB as its
/// two databases.
enum SeataPeer {
    private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    private static let python = folder.deletingLastPathComponent().deletingLastPathComponent()
        .appendingPathComponent(".build/seata-venv/bin/python").path
    private static let server = "/usr/sbin/mariadbd"

    /// Whether both are there.
    static let isPrepared = [python, server].allSatisfy {
        FileManager.default.isExecutableFile(atPath: $0)
    }
    /// Why the tests are skipped when they are not.
    static let absence =
        "there is no seata-python or no MariaDB: Tests/Peers/prepare-seata.sh installs it, or says why"

    /// Runs purchases against a coordinator; gives what was printed.
    static func buy(coordinator: Int, database: Int, in scratch: ScratchFolder) async throws
        -> String
    {
        let settings = try scratch.write(
            """
            application-id: stock_mng
            tx-service-group: my_test_tx_group
            config: {type: file}
            registry: {type: file}
            client:
              rm:
                report-retry-count: 5
                table-meta-check-enable: false
                report-success-enable: false
                lock: {retry-interval: 0.01, retry-times: 30, retry-policy-branch-rollback-on-conflict: true}
              tm:
                commit-retry-count: 5
                rollback-retry-count: 5
                default-global-transaction-timeout: 60000
              undo: {data-validation: true, log-table: undo_log, only-care-update-columns: true}
            service:
              vgroupMapping: {my_test_tx_group: default}
              grouplist: {default: "127.0.0.1:\(coordinator)"}
            """, to: "client.yml")
        let script = folder.appendingPathComponent("Scripts/seata_purchase.py").path
        let result = try await withDeadline("seata-python to end", within: .seconds(120)) {
            try await Subprocess.run(
                .path(FilePath(python)), arguments: [script, settings, "\(database)"],
                environment: .inherit.updating(["PYTHONDONTWRITEBYTECODE": "1"]),
                output: .string(limit: 1 << 20), error: .string(limit: 1 << 20))
        }
        guard case .exited(0) = result.terminationStatus else {
            throw Anthunder.ScriptFailed(
                script: script, status: "\(result.terminationStatus)",
                error: result.standardOutput + result.standardError)
        }
        return result.standardOutput
    }

    /// Runs a MariaDB with the shop's tables for as long as a body runs.
    static func withDatabase(
        in scratch: ScratchFolder, _ body: @escaping @Sendable (_ port: Int) async throws -> Void
    ) async throws {
        let data = scratch.file("mariadb")
        let port = try await freePorts(1)[0]
        let setUp = try scratch.write(schema, to: "schema.sql")
        try FileManager.default.createDirectory(atPath: data, withIntermediateDirectories: true)
        // Without tables of its own it knows no users, and takes everybody on loopback.
        let running = try RunningProgram(
            server,
            [
                "--no-defaults", "--skip-grant-tables", "--datadir=\(data)",
                "--socket=\(scratch.file("mariadb.sock"))",
                "--pid-file=\(scratch.file("mariadb.pid"))", "--bind-address=127.0.0.1",
                "--port=\(port)", "--init-file=\(setUp)",
            ] + (getuid() == 0 ? ["--user=root"] : []), environment: ["PATH": "/usr/bin:/bin"],
            in: scratch)
        defer {
            kill(running.pid, SIGKILL)
            var status: Int32 = 0
            waitpid(running.pid, &status, 0)
        }
        try await eventually("MariaDB") {
            running.errors.contains("ready for connections") ? true : nil
        }
        try await body(port)
    }

    /// Runs our coordinator, as its supervisor does, for as long as a body runs.
    static func withCoordinator(
        in scratch: ScratchFolder, _ body: (_ port: Int) async throws -> Void
    ) async throws {
        let home = scratch.file("home")
        try FileManager.default.createDirectory(atPath: home, withIntermediateDirectories: true)
        try "coordinator: {port: 0, http: 0}\nlookout: {port: 0}\ntracer: {port: 0}\n".write(
            toFile: "\(home)/workshop.yaml", atomically: true, encoding: .utf8)
        let running = try RunningProgram(
            workshop, ["serve", "coordinator", "--home", home],
            environment: ["PATH": "/usr/bin:/bin"], in: scratch)
        defer {
            kill(running.pid, SIGKILL)
            var status: Int32 = 0
            waitpid(running.pid, &status, 0)
        }
        let line = try await eventually("the coordinator") {
            running.output.split(separator: "\n").first.flatMap { ReadyLine(parsing: String($0)) }
        }
        try await body(line.port)
    }

    private static let workshop =
        (CommandLine.arguments[0] as NSString).deletingLastPathComponent + "/workshop"

    private static let schema = """
        CREATE DATABASE money;
        CREATE DATABASE goods;
        CREATE TABLE money.balance_tb (id INT PRIMARY KEY AUTO_INCREMENT, user_name VARCHAR(255), balance DECIMAL(16, 2));
        INSERT INTO money.balance_tb (user_name, balance) VALUES ('user0', 1000000);
        CREATE TABLE money.undo_log (branch_id BIGINT NOT NULL, xid VARCHAR(128) NOT NULL, context VARCHAR(128) NOT NULL, rollback_info LONGBLOB NOT NULL, log_status INT NOT NULL, log_created DATETIME(6) NOT NULL, log_modified DATETIME(6) NOT NULL, UNIQUE KEY (xid, branch_id));
        CREATE TABLE goods.undo_log LIKE money.undo_log;
        CREATE TABLE goods.stock_tb (id INT PRIMARY KEY AUTO_INCREMENT, product_code VARCHAR(255), user_name VARCHAR(255), count INT);
        INSERT INTO goods.stock_tb (product_code, user_name, count) VALUES ('00001', 'user0', 10000);
        CREATE TABLE goods.order_tb (id INT PRIMARY KEY AUTO_INCREMENT, user_name VARCHAR(255), product_code VARCHAR(255), count INT);

        """
}
