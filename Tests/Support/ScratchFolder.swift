import Foundation

/// A folder of a test's own below the system's temporary folder, named after the test.
public struct ScratchFolder: Sendable {
    /// Its absolute path.
    public let path: String

    /// Makes the folder; the name is kept short because socket paths are bounded.
    public init(_ name: String) throws {
        let unique = UUID().uuidString.prefix(8)
        path = "\(NSTemporaryDirectory())workshop-test-\(name.prefix(24))-\(unique)"
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    /// The path of a file or folder in it.
    public func file(_ name: String) -> String {
        "\(path)/\(name)"
    }

    /// Writes a text file and gives its path.
    @discardableResult
    public func write(_ text: String, to name: String) throws -> String {
        let target = file(name)
        let folder = (target as NSString).deletingLastPathComponent
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        try text.write(toFile: target, atomically: true, encoding: .utf8)
        return target
    }

    /// Removes the folder with all that is in it.
    public func remove() {
        try? FileManager.default.removeItem(atPath: path)
    }
}

/// Runs a test's body with a scratch folder that is removed afterwards, whatever happens.
public func withScratchFolder<T>(
    _ name: String, _ body: (ScratchFolder) async throws -> T
) async throws -> T {
    let folder = try ScratchFolder(name)
    defer { folder.remove() }
    return try await body(folder)
}
