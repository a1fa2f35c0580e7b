import Foundation

/// The repository's own files, as the House tests read them.
struct SourceTree {
    /// A Swift file of ours.
    struct File {
        /// Relative to the repository's root.
        let path: String
        let text: String
        /// The lines, comments and the contents of string literals blanked, so that words in them
        /// count for nothing.
        let code: [String]

        init(path: String, text: String) {
            self.path = path
            self.text = text
            code = CodeOnly.lines(of: text)
        }
    }

    /// All of `Sources` and `Tests`, read once.
    private static let all = Result { try readFiles(below: "Sources") + readFiles(below: "Tests") }

    /// The repository's root, found from this file.
    static let root = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().path

    /// The Swift files below a folder, in order of path; generated ones (`.pb.swift`) left out.
    static func swiftFiles(below folder: String) throws -> [File] {
        try all.get().filter { $0.path.hasPrefix("\(folder)/") }
    }

    private static func readFiles(below folder: String) throws -> [File] {
        let base = "\(root)/\(folder)"
        let names = FileManager.default.enumerator(atPath: base)?.compactMap { $0 as? String } ?? []
        return try names.filter { $0.hasSuffix(".swift") && !$0.hasSuffix(".pb.swift") }.sorted()
            .map { name in
                File(
                    path: "\(folder)/\(name)",
                    text: try String(contentsOfFile: "\(base)/\(name)", encoding: .utf8))
            }
    }

    /// A file's text.
    static func text(of path: String) throws -> String {
        try String(contentsOfFile: "\(root)/\(path)", encoding: .utf8)
    }
}
