import Foundation
import HomeFiles
import LabKit

/// Whose labs may run commands: those that came with the program, and those that the user has trusted
/// as they are now.
///
/// Only commands (`run` checks and actions, commands of the words) ask; everything else a lab does goes
/// to the files of home, the shop and the components.
public struct LabTrust: Sendable {
    /// The folder whose labs came with the program; nil when there is none.
    private let own: String?
    /// What was trusted: `{"labs": {folder: digest}}`.
    private let store: String

    private struct Kept: Codable {
        var labs: [String: String]
    }

    private static let storeLimit = 256 << 10
    /// More is no lab.
    private static let fileLimit = 4 << 20
    private static let countLimit = 2_000

    /// - Parameters:
    ///   - own: the folder with the labs of this program.
    ///   - state: where it is kept what the user trusts.
    public init(own: String?, state: String) {
        self.own = own.map(LabTrust.real)
        store = "\(state)/trust.json"
    }

    /// Whether commands of the lab in a folder may run: it is ours, or its content is byte for byte
    /// what was trusted.
    public func allows(_ folder: String) -> Bool {
        let folder = LabTrust.real(folder)
        if let own, (folder as NSString).deletingLastPathComponent == own { return true }
        guard let trusted = kept().labs[folder] else { return false }
        return trusted == LabTrust.digest(of: folder)
    }

    /// Trusts the labs in some folders as they are now.
    ///
    /// - Returns: why it could not be kept; nil when it was.
    public func trust(_ folders: [String]) -> LabFailure? {
        var kept = kept()
        for folder in folders.map(LabTrust.real) {
            guard let digest = LabTrust.digest(of: folder) else {
                return LabFailure(
                    "cannot_read", english: "\(folder) cannot be read, or is too large for a lab",
                    chinese: "无法读取 \(folder)，或者它大得不像一个实验")
            }
            kept.labs[folder] = digest
        }
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        try? FileManager.default.createDirectory(
            atPath: (store as NSString).deletingLastPathComponent,
            withIntermediateDirectories: true)
        guard let data = try? encoder.encode(kept) else { return nil }
        return FileBytes.replace(store, with: Array(data)).map { reason in
            LabFailure(
                "cannot_write", english: "cannot write \(store): \(reason)",
                chinese: "无法写入 \(store)：\(reason)")
        }
    }

    private func kept() -> Kept {
        let bytes = try? FileBytes.read(store, limit: LabTrust.storeLimit).get()
        return bytes.flatMap { try? JSONDecoder().decode(Kept.self, from: Data($0)) }
            ?? Kept(labs: [:])
    }

    /// A digest of all names and contents below a folder; nil when something cannot be read. A link
    /// counts as what it points to as text.
    static func digest(of folder: String) -> String? {
        let files = FileManager.default
        guard let names = try? files.subpathsOfDirectory(atPath: folder),
            names.count <= countLimit
        else { return nil }
        var bytes: [UInt8] = []
        for name in names.sorted() {
            let path = "\(folder)/\(name)"
            let type = try? files.attributesOfItem(atPath: path)[.type] as? FileAttributeType
            let content: [UInt8]
            switch type {
            case .typeDirectory: continue
            case .typeSymbolicLink:
                content = Array(((try? files.destinationOfSymbolicLink(atPath: path)) ?? "").utf8)
            case .typeRegular:
                guard let read = try? FileBytes.read(path, limit: fileLimit).get() else {
                    return nil
                }
                content = read
            default: return nil
            }
            bytes += Array("\(name)\0\(type?.rawValue ?? "")\0\(content.count)\0".utf8) + content
        }
        return SHA256.digest(of: bytes)
    }

    private static func real(_ path: String) -> String {
        URL(filePath: path).resolvingSymlinksInPath().path
    }
}

extension LabFailure {
    /// A command of a lab that nobody has trusted.
    static func untrusted(_ folder: String) -> LabFailure {
        LabFailure(
            "untrusted",
            english: "this lab is not ours: its commands run once you have read it and trusted it "
                + "with: workshop author trust \(folder)",
            chinese: "这不是自带的实验：读过之后运行 workshop author trust \(folder)，它的命令才会运行")
    }
}
