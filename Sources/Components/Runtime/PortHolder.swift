import Foundation

/// Who listens on a port of this machine, as the process table tells it (proc(5)).
public enum PortHolder {
    /// `process 4711 (java)`, or `a process of another user` where its files are closed to us; nil when
    /// nobody listens there.
    public static func description(of port: Int) -> String? {
        let sockets = ["/proc/net/tcp", "/proc/net/tcp6"].reduce(into: Set<Substring>()) {
            $0.formUnion(listeners(on: port, in: text(of: $1)))
        }
        guard !sockets.isEmpty else { return nil }
        let links = Set(sockets.map { "socket:[\($0)]" })
        for name in names(in: "/proc") {
            guard let pid = Int(name) else { continue }
            let holds = names(in: "/proc/\(pid)/fd").contains { descriptor in
                let path = "/proc/\(pid)/fd/\(descriptor)"
                let link = try? FileManager.default.destinationOfSymbolicLink(atPath: path)
                return link.map(links.contains) ?? false
            }
            guard holds else { continue }
            let command = text(of: "/proc/\(pid)/comm").trimmingCharacters(in: .newlines)
            return "process \(pid) (\(command))"
        }
        return "a process of another user"
    }

    /// The numbers of the sockets that listen on a port, from the table of all sockets: the second
    /// column is the address, the fourth the state (0A listens), the tenth the socket's number.
    static func listeners(on port: Int, in table: String) -> Set<Substring> {
        let lines = table.split(separator: "\n").dropFirst()
        return lines.reduce(into: []) { found, line in
            let columns = line.split(separator: " ")
            guard columns.count > 9, columns[3] == "0A",
                let text = columns[1].split(separator: ":").last, Int(text, radix: 16) == port
            else { return }
            found.insert(columns[9])
        }
    }

    private static func names(in folder: String) -> [String] {
        (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    }

    /// Read to its end: files of the process table have no size.
    private static func text(of path: String) -> String {
        guard let file = FileHandle(forReadingAtPath: path), let bytes = try? file.readToEnd()
        else {
            return ""
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
