import ComponentRuntime
import Foundation
import HomeFiles
import LabKit
import LabRuntime
import Wire

/// Looks at the labs, the home, its files, its ports, and the room on its disk.
struct HomeExamination {
    let session: Session

    /// Less room than this and the databases may not fit.
    private static let roomLimit = 100 << 20

    var findings: [Finding] { [labs, home, disk, files] }

    private var labs: Finding {
        guard let folder = session.labsFolder else {
            return Finding(
                "labs", .problem,
                english: "the folder Labs was not found; set WORKSHOP_LABS to its path",
                chinese: "没有找到 Labs 文件夹；请用 WORKSHOP_LABS 指定")
        }
        let broken = LabsFolder(path: folder).load().problems.keys.sorted()
        guard broken.isEmpty else {
            let names = broken.joined(separator: ", ")
            return Finding(
                "labs", .problem,
                english: "labs with mistakes: \(names); workshop author lint tells them",
                chinese: "有错误的实验：\(names)；workshop author lint 会逐条列出")
        }
        return Finding(
            "labs", .fine, english: "the labs are in \(folder)", chinese: "实验在 \(folder)")
    }

    /// The nearest folder above the home that exists.
    private var ground: String {
        var folder = session.layout.home
        while !FileManager.default.fileExists(atPath: folder), folder != "/" {
            folder = (folder as NSString).deletingLastPathComponent
        }
        return folder
    }

    private var home: Finding {
        let home = session.layout.home
        return FileManager.default.isWritableFile(atPath: ground)
            ? Finding(
                "home", .fine, english: "the home \(home) can be written",
                chinese: "主目录 \(home) 可写")
            : Finding(
                "home", .problem,
                english: "the home \(home) cannot be written; choose another with --home",
                chinese: "无法写入主目录 \(home)；用 --home 换一个")
    }

    private var disk: Finding {
        let attributes = try? FileManager.default.attributesOfFileSystem(forPath: ground)
        guard let free = (attributes?[.systemFreeSize] as? NSNumber)?.intValue else {
            return Finding(
                "disk", .advice, english: "the room on the disk cannot be told",
                chinese: "看不出磁盘还有多少空间")
        }
        let megabytes = free >> 20
        return free >= Self.roomLimit
            ? Finding(
                "disk", .fine, english: "\(megabytes) MiB are free on the disk",
                chinese: "磁盘还有 \(megabytes) MiB 空间")
            : Finding(
                "disk", .problem,
                english: "only \(megabytes) MiB are free on the disk; make room for 100 MiB",
                chinese: "磁盘只剩 \(megabytes) MiB；请腾出 100 MiB")
    }

    private var files: Finding {
        let layout = session.layout
        guard FileManager.default.fileExists(atPath: layout.bookstoreFile) else {
            return Finding(
                "files", .fine,
                english: "the home is still empty; the first start puts the files there",
                chinese: "主目录还是空的；第一次启动时会放入初始文件")
        }
        switch HomeReader(layout).read() {
        case .success:
            return Finding(
                "files", .fine,
                english: "bookstore.yaml, account.yaml and workshop.yaml are right",
                chinese: "bookstore.yaml、account.yaml、workshop.yaml 都没有错误")
        case .failure(let problems):
            func lines(_ language: Language) -> String {
                problems.problems.map { $0.line(in: language) }.joined(separator: "\n  ")
            }
            return Finding(
                "files", .problem, english: lines(.english), chinese: lines(.chinese))
        }
    }

    /// The ports that the files want; asked only while nothing of ours holds them.
    var ports: [Finding] {
        // A home that is still empty will begin with the usual ones.
        var wanted = [
            ("registry", 9_600), ("registry", 9_603), ("bookstore", 8_080), ("account", 12_200),
        ]
        if case .success(let files) = HomeReader(session.layout).read() {
            wanted = [
                ("registry", files.workshop.registryPort),
                ("registry", files.workshop.registryHTTP), ("bookstore", files.bookstore.port),
                ("account", files.account.port), ("tracer", files.workshop.tracerPort),
            ]
            if files.usesTransactions {
                wanted += [
                    ("coordinator", files.workshop.coordinatorPort),
                    ("coordinator", files.workshop.coordinatorHTTP),
                ]
            }
        } else if FileManager.default.fileExists(atPath: session.layout.bookstoreFile) {
            return []
        }
        return wanted.filter { $0.1 != 0 }.map { name, port in
            if LocalPort.isFree(port) {
                return Finding(
                    "port-\(port)", .fine, english: "port \(port) for the \(name) is free",
                    chinese: "\(name) 的端口 \(port) 空闲")
            }
            let holder = PortHolder.description(of: port) ?? "another program"
            return Finding(
                "port-\(port)", .problem,
                english: "port \(port) for the \(name) is taken by \(holder); end it, "
                    + "or change the port in the file",
                chinese: "\(name) 的端口 \(port) 被占用（\(holder)）；停掉它，或在文件里换一个端口")
        }
    }
}
