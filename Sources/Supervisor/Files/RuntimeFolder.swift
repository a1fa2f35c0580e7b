import Glibc
import SystemPackage

/// The folder of the control socket and the lock. Nobody else may enter it: whoever can reach the
/// socket can start and stop processes.
enum RuntimeFolder {
    /// The path of a unix socket has 107 bytes at most on Linux; a name is to fit behind the folder.
    static let pathLimit = 90

    /// Makes the folder and those above it, closed to others, or says why it cannot be used.
    static func prepare(_ path: String) throws(SupervisorFailure) {
        guard path.utf8.count <= pathLimit else {
            throw .unusableFolder(
                path, reason: "its path is longer than \(pathLimit) bytes; set XDG_RUNTIME_DIR")
        }
        try make(path)
        guard let status = try? Stat(path, followTargetSymlink: false), status.type == .directory
        else {
            throw .unusableFolder(path, reason: "it is not a folder")
        }
        guard status.userID.rawValue == getuid() else {
            throw .unusableFolder(path, reason: "it belongs to another user")
        }
        guard chmod(path, 0o700) == 0 else {
            throw .unusableFolder(path, reason: lastError())
        }
    }

    /// Makes a folder and those above it; none of it is an error when it exists.
    static func make(_ path: String) throws(SupervisorFailure) {
        var prefix = ""
        for part in path.split(separator: "/") {
            prefix += (prefix.isEmpty && !path.hasPrefix("/") ? "" : "/") + part
            if mkdir(prefix, 0o700) != 0, errno != EEXIST {
                throw .unusableFolder(path, reason: "\(prefix): \(lastError())")
            }
        }
    }

    private static func lastError() -> String {
        String(cString: strerror(errno))
    }
}
