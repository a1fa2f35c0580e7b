import HomeFiles
import LabKit
import LabRuntime
import Supervisor
import Wire

/// The attendee's files as typed commands read and change them: for terminals without an editor.
struct TypedEdit: Sendable {
    let layout: HomeLayout
    let control: ControlClient

    private static let files = [
        BookstoreFile.fileName, AccountFile.fileName, WorkshopFile.fileName,
    ]

    /// The text of a file.
    func read(_ name: String) -> Result<String, LabFailure> {
        guard Self.files.contains(name) else { return .failure(unknown(name)) }
        return FileBytes.read(layout.path(of: name), limit: 64 << 10)
            .map { String(decoding: $0, as: UTF8.self) }
            .mapError { fault in
                LabFailure(
                    fault.code, english: "\(name): \(fault.message(in: .english))",
                    chinese: "\(name)：\(fault.message(in: .chinese))")
            }
    }

    /// Changes one value, saves, and has the supervisor read the files at once.
    ///
    /// - Returns: why it was not done, or why the saved file is not followed; nil when all is well.
    func set(_ name: String, _ path: String, to text: String) async -> LocalizedText? {
        let old: String
        switch read(name) {
        case .failure(let failure): return failure.text
        case .success(let text): old = text
        }
        guard case .success(let new) = YAMLEdit.setting(path, to: Self.value(text), in: old) else {
            return LocalizedText(
                chinese: "\(name) 里没有 \(path)，或它不是单个值；file \(name) 可以看全文",
                english: "\(name) has no single value at \(path); file \(name) shows the text")
        }
        if let reason = FileBytes.replace(layout.path(of: name), with: Array(new.utf8)) {
            return LocalizedText(
                chinese: "无法写入 \(name)：\(reason)", english: "cannot write \(name): \(reason)")
        }
        do throws(ControlError) {
            _ = try await control.reload()
            return nil
        } catch .notRunning {
            return nil
        } catch {
            return LocalizedText(
                chinese: error.text(in: .chinese), english: error.text(in: .english))
        }
    }

    /// A number or a truth value as such, everything else as text.
    private static func value(_ text: String) -> JSONValue {
        if let number = Int(text) { return .number(Double(number)) }
        if text == "true" || text == "false" { return .bool(text == "true") }
        return .string(text)
    }

    private func unknown(_ name: String) -> LabFailure {
        let known = Self.files.joined(separator: ", ")
        return LabFailure(
            "unknown_file", english: "there is no file \(name); there are: \(known)",
            chinese: "没有文件 \(name)；现有：\(known)")
    }
}
