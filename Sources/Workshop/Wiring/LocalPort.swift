import Glibc

/// Ports of 127.0.0.1.
enum LocalPort {
    /// Whether a server could listen there at this moment.
    static func isFree(_ port: Int) -> Bool {
        bound(to: port).map { close($0.descriptor) } != nil
    }

    /// Ports that were free a moment ago, all different: bound together, then released.
    static func free(_ count: Int) -> [Int] {
        let sockets = (0..<count).compactMap { _ in bound(to: 0) }
        sockets.forEach { close($0.descriptor) }
        return sockets.map(\.port)
    }

    private static func bound(to port: Int) -> (descriptor: Int32, port: Int)? {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        guard descriptor >= 0 else { return nil }
        var yes: Int32 = 1
        setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &yes, socklen_t(MemoryLayout<Int32>.size))
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = UInt16(port).bigEndian
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var size = socklen_t(MemoryLayout<sockaddr_in>.size)
        let isBound = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(descriptor, $0, size) == 0 && getsockname(descriptor, $0, &size) == 0
            }
        }
        guard isBound else {
            close(descriptor)
            return nil
        }
        return (descriptor, Int(UInt16(bigEndian: address.sin_port)))
    }
}
