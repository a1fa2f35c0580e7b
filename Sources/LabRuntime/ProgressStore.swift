import Foundation
import Glibc
public import HomeFiles
public import LabKit

/// Keeps the progress on disk: written beside its place, synced, renamed, the folder synced, so that
/// a kill at any moment leaves the old or the new one. A lock file lets the interface and commands in
/// other terminals write in turn.
public struct ProgressStore: Sendable {
    private let path: String

    /// More bytes are no progress of ours.
    public static let byteLimit = 64 << 10

    /// The store of one home.
    public init(layout: HomeLayout) {
        path = layout.progressFile
    }

    /// The progress, and a message when the file was broken: it is then set aside, not lost.
    public func load() -> (progress: LabProgress, notice: LabFailure?) {
        switch FileBytes.read(path, limit: Self.byteLimit) {
        case .failure where access(path, F_OK) != 0: return (LabProgress(), nil)
        case .failure: return (LabProgress(), setAside())
        case .success(let bytes):
            if let kept = try? JSONDecoder().decode(LabProgress.self, from: Data(bytes)) {
                return (kept, nil)
            }
            return (LabProgress(), setAside())
        }
    }

    /// Reads, changes and keeps the progress, while nobody else does.
    @discardableResult
    public func update(
        _ change: (inout LabProgress) -> Void
    ) -> Result<LabProgress, LabFailure> {
        try? FileManager.default.createDirectory(
            atPath: (path as NSString).deletingLastPathComponent,
            withIntermediateDirectories: true)
        let lock = open(path + ".lock", O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard lock >= 0 else { return .failure(unwritable(String(cString: strerror(errno)))) }
        defer { close(lock) }
        guard waitForTurn(lock) else { return .failure(unwritable("another process holds it")) }
        removeLeftovers()
        var progress = load().progress
        change(&progress)
        let bytes = Self.bytes(of: progress)
        guard bytes.count <= Self.byteLimit else {
            return .failure(unwritable("more than 64 KiB"))
        }
        if let reason = FileBytes.replace(path, with: bytes) {
            return .failure(unwritable(reason))
        }
        return .success(progress)
    }

    /// The progress as a file holds it, for another machine too.
    static func bytes(of progress: LabProgress) -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
        return (try? encoder.encode(progress)).map(Array.init) ?? []
    }

    /// Halves of writes that a kill cut short. Whoever holds the lock is the only one who writes.
    private func removeLeftovers() {
        let folder = (path as NSString).deletingLastPathComponent
        let name = (path as NSString).lastPathComponent
        for leftover in (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        where leftover.hasPrefix(name + ".") && leftover.hasSuffix(".new") {
            unlink("\(folder)/\(leftover)")
        }
    }

    /// The lock is held for one small write, and the system gives it back when a holder dies: two
    /// seconds are waited for it, in steps of ten milliseconds.
    private func waitForTurn(_ lock: Int32) -> Bool {
        for _ in 0..<200 {
            if flock(lock, LOCK_EX | LOCK_NB) == 0 { return true }
            usleep(10_000)
        }
        return false
    }

    private func setAside() -> LabFailure {
        let names: [String] = (1...1_000).map { "\(path).broken-\($0)" }
        let free = names.first { access($0, F_OK) != 0 }
        let aside = free ?? path + ".broken"
        rename(path, aside)
        return LabFailure(
            "progress_broken",
            english: "your progress could not be read; it is set aside as \(aside), and the labs "
                + "begin anew",
            chinese: "无法读取你的进度；原文件已另存为 \(aside)，实验从头开始")
    }

    private func unwritable(_ reason: String) -> LabFailure {
        LabFailure(
            "progress_unwritable", english: "cannot keep your progress in \(path): \(reason)",
            chinese: "无法把进度保存到 \(path)：\(reason)")
    }
}
