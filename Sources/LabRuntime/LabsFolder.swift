import Foundation
import HomeFiles
public import LabKit
import Wire

/// Where the labs are on disk: a folder with a folder for each lab.
public struct LabsFolder: Equatable, Sendable {
    /// The folder, absolute.
    public let path: String

    /// More is no text of a lab.
    private static let byteLimit = 256 << 10
    /// How far above the executable the folder may be: `.build/x86_64-unknown-linux-gnu/release`.
    private static let levels = 6

    /// A folder that is known.
    public init(path: String) {
        self.path = path
    }

    /// Looks at `WORKSHOP_LABS`, then for `Labs` beside and above the executable, then in the working
    /// folder.
    ///
    /// - Parameter executable: its absolute path, links resolved.
    public static func find(
        environment: [String: String], executable: String, workingDirectory: String
    ) -> Result<LabsFolder, LabFailure> {
        var candidates: [String] = []
        if let named = environment["WORKSHOP_LABS"], !named.isEmpty {
            candidates = [named.hasPrefix("/") ? named : "\(workingDirectory)/\(named)"]
        } else {
            var folder = (executable as NSString).deletingLastPathComponent
            for _ in 0..<levels where !folder.isEmpty {
                candidates += ["\(folder)/Labs", "\(folder)/share/workshop/Labs"]
                folder = (folder as NSString).deletingLastPathComponent
            }
            candidates.append("\(workingDirectory)/Labs")
        }
        if let found = candidates.first(where: holdsLab) {
            return .success(LabsFolder(path: (found as NSString).standardizingPath))
        }
        let looked = candidates.first ?? ""
        return .failure(
            LabFailure(
                "labs_not_found",
                english: "no folder with labs, neither \(looked) nor another; set WORKSHOP_LABS to "
                    + "the folder Labs of the project",
                chinese: "找不到实验文件夹（找过 \(looked) 等处）；请把 WORKSHOP_LABS 设为项目的 Labs 文件夹"))
    }

    /// The folder of one lab.
    public func folder(of lab: String) -> String {
        "\(path)/\(lab)"
    }

    /// Every lab that can be read and passes the lint, in order of the day; and what is wrong with
    /// the others, by folder.
    public func load() -> (labs: [Lab], problems: [String: LabProblems]) {
        var labs: [Lab] = []
        var problems: [String: LabProblems] = [:]
        for name in labFolders {
            switch source(of: name).flatMap({ $0.lab() }) {
            case .success(let lab): labs.append(lab)
            case .failure(let failure): problems[name] = failure
            }
        }
        return (labs.sorted { ($0.order, $0.id) < ($1.order, $1.id) }, problems)
    }

    /// The texts of one lab.
    public func source(of lab: String) -> Result<LabSource, LabProblems> {
        let known = ["lab.yaml", "zh.md", "en.md", "files", "solution"]
        var problems: [LabProblem] = []
        func text(_ name: String) -> String {
            switch FileBytes.read("\(path)/\(lab)/\(name)", limit: LabsFolder.byteLimit) {
            case .success(let bytes): return String(decoding: bytes, as: UTF8.self)
            case .failure(let fault):
                problems.append(
                    LabProblem(
                        file: name, at: .start, code: fault.code,
                        text: .init(
                            chinese: fault.message(in: .chinese),
                            english: fault.message(in: .english))))
                return ""
            }
        }
        let source = LabSource(
            folder: lab, definition: text("lab.yaml"), chinese: text("zh.md"),
            english: text("en.md"), files: LabsFolder.names(in: "\(path)/\(lab)/files"),
            solution: LabsFolder.names(in: "\(path)/\(lab)/solution"),
            strays: LabsFolder.names(in: "\(path)/\(lab)").filter { !known.contains($0) })
        return problems.isEmpty ? .success(source) : .failure(LabProblems(problems))
    }

    /// The folders of labs, those with mistakes too.
    public var labFolders: [String] {
        LabsFolder.names(in: path).filter { LabsFolder.isLab("\(path)/\($0)") }
    }

    /// What its author should look at in each lab, also between labs.
    public func lint() -> [(lab: String, problems: [LabProblem])] {
        var orders: [Int: String] = [:]
        return labFolders.map { name in
            switch source(of: name) {
            case .failure(let failure): return (name, failure.problems)
            case .success(let source):
                var problems = source.lint()
                if let lab = try? source.lab().get() {
                    if let other = orders[lab.order] {
                        problems.append(
                            LabProblem(
                                file: "lab.yaml", at: .start, code: "duplicate_order",
                                text: .init(
                                    chinese: "\(other) 的 order 也是 \(lab.order)",
                                    english: "\(other) has the order \(lab.order) too")))
                    }
                    orders[lab.order] = orders[lab.order] ?? name
                }
                return (name, problems)
            }
        }
    }

    private static func holdsLab(_ folder: String) -> Bool {
        names(in: folder).contains { isLab("\(folder)/\($0)") }
    }

    private static func isLab(_ folder: String) -> Bool {
        FileManager.default.fileExists(atPath: "\(folder)/lab.yaml")
    }

    private static func names(in folder: String) -> [String] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        return names.filter { !$0.hasPrefix(".") }.sorted()
    }
}
