import Foundation
import LabKit

/// The attendee's pager on this terminal.
enum Pager {
    /// `$PAGER`, or the first of these that is installed.
    static let usual = ["less", "more"]

    /// Shows text and waits until the pager has ended.
    ///
    /// - Returns: why it could not be shown; nil when it was.
    static func show(_ text: String) async -> LocalizedText? {
        let said = ProcessInfo.processInfo.environment["PAGER"] ?? ""
        var words = said.split(separator: " ").map(String.init)
        if words.isEmpty { words = Foreground.firstInstalled(of: usual).map { [$0] } ?? [] }
        guard !words.isEmpty else {
            return LocalizedText(chinese: "没有分页器，请设置 PAGER", english: "set PAGER first")
        }
        let file = "\(NSTemporaryDirectory())/workshop-\(UUID().uuidString.prefix(8)).txt"
        let isWritten = FileManager.default.createFile(
            atPath: file, contents: Data(text.utf8), attributes: [.posixPermissions: 0o600])
        guard isWritten else { return LocalizedText(same: file) }
        defer { try? FileManager.default.removeItem(atPath: file) }
        return await Foreground.run(words + [file])
    }
}
