import Foundation
import LabKit

/// The attendee's editor on this terminal.
enum Editor {
    /// `$VISUAL`, `$EDITOR`, or the first of these that is installed.
    static let usual = ["nano", "vim", "vi"]

    /// Opens a file and waits until the editor has ended.
    ///
    /// - Returns: why it could not be opened; nil when it was.
    static func open(_ path: String) async -> LocalizedText? {
        guard let words = command() else {
            return LocalizedText(chinese: "没有编辑器，请设置 EDITOR", english: "set EDITOR first")
        }
        return await Foreground.run(words + [path])
    }

    private static func command() -> [String]? {
        let environment = ProcessInfo.processInfo.environment
        for name in ["VISUAL", "EDITOR"] {
            if let words = environment[name]?.split(separator: " ").map(String.init), !words.isEmpty
            {
                return words
            }
        }
        return Foreground.firstInstalled(of: usual).map { [$0] }
    }
}
