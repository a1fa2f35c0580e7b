import Foundation
import HomeFiles
import LabKit
import Wire

/// The files of a home as a lab changes them.
struct LabHome: Sendable {
    let layout: HomeLayout
    /// The folder of the lab that acts.
    let lab: String
    /// Where the files are that every home starts from, for labs that bring none.
    var starting: String?

    static let fileLimit = 64 << 10

    /// Puts a file of the lab in its place.
    func copy(_ name: String, from source: LabAction.Source) throws(LabFailure) {
        let own = "\(lab)/\(source.rawValue)/\(name)"
        if source == .files, let starting, !FileManager.default.fileExists(atPath: own) {
            try write(read("\(starting)/\(name)"), to: name)
        } else {
            try write(read(own), to: name)
        }
    }

    /// Changes one value. Where the attendee's file has no such place, the file is set aside and the
    /// one they started from takes its place first.
    func set(_ path: String, of name: String, to value: JSONValue) throws(LabFailure) {
        let text = try read(layout.path(of: name))
        if case .success(let changed) = YAMLEdit.setting(path, to: value, in: text) {
            if changed != text { try write(changed, to: name) }
            return
        }
        try setAside(name)
        try copy(name, from: .files)
        let fresh = try read(layout.path(of: name))
        guard case .success(let changed) = YAMLEdit.setting(path, to: value, in: fresh) else {
            throw LabFailure(
                "no_such_setting", english: "\(name) has no place \(path)",
                chinese: "\(name) 里没有 \(path)")
        }
        try write(changed, to: name)
    }

    /// Replaces files that are missing or have a mistake by those the attendee started from; what
    /// was there stays beside them.
    func repair() throws(LabFailure) {
        for name in [BookstoreFile.fileName, AccountFile.fileName, WorkshopFile.fileName] {
            let text = try? read(layout.path(of: name))
            if let text, isSound(text, name) { continue }
            if text != nil { try setAside(name) }
            try copy(name, from: .files)
        }
    }

    /// Forgets stock, orders, balances and global transactions. Nobody may have the databases open.
    func wipeData() throws(LabFailure) {
        for database in [layout.stockDatabase, layout.balanceDatabase, layout.coordinatorDatabase] {
            for path in ["", "-wal", "-shm"].map({ database + $0 })
            where FileManager.default.fileExists(atPath: path) {
                do {
                    try FileManager.default.removeItem(atPath: path)
                } catch {
                    throw LabFailure(
                        "cannot_remove", english: "cannot remove \(path)",
                        chinese: "无法删除 \(path)")
                }
            }
        }
    }

    private func isSound(_ text: String, _ name: String) -> Bool {
        switch name {
        case BookstoreFile.fileName: (try? BookstoreFile.parse(text).get()) != nil
        case AccountFile.fileName: (try? AccountFile.parse(text).get()) != nil
        default: (try? WorkshopFile.parse(text).get()) != nil
        }
    }

    private func setAside(_ name: String) throws(LabFailure) {
        try write(read(layout.path(of: name)), to: name + ".mine")
    }

    private func read(_ path: String) throws(LabFailure) -> String {
        switch FileBytes.read(path, limit: LabHome.fileLimit) {
        case .success(let bytes): return String(decoding: bytes, as: UTF8.self)
        case .failure(let fault):
            throw LabFailure(
                fault.code, english: "\(path): \(fault.message(in: .english))",
                chinese: "\(path)：\(fault.message(in: .chinese))")
        }
    }

    private func write(_ text: String, to name: String) throws(LabFailure) {
        if let reason = FileBytes.replace(layout.path(of: name), with: Array(text.utf8)) {
            throw LabFailure(
                "cannot_write", english: "cannot write \(layout.path(of: name)): \(reason)",
                chinese: "无法写入 \(layout.path(of: name))：\(reason)")
        }
    }
}
