import Foundation

/// Somebody else's server on a port of this machine, which no child of the test inherits. A class,
/// because it ends once.
final class Stranger {
    private let descriptor: Int32

    /// Listens; nil when somebody listens there already.
    init?(port: Int) {
        descriptor = socket(
            AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = UInt16(port).bigEndian
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        let isBound = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
            }
        }
        guard isBound, listen(descriptor, 8) == 0 else {
            leave()
            return nil
        }
    }

    /// Makes way.
    func leave() {
        close(descriptor)
    }
}
