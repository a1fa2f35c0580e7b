import NIOCore
import NIOPosix

/// Ports that were free a moment ago, all different: bound together, then released.
public func freePorts(_ count: Int) async throws -> [Int] {
    let group = MultiThreadedEventLoopGroup.singleton
    var channels: [any Channel] = []
    for _ in 0..<count {
        channels.append(
            try await ServerBootstrap(group: group).bind(host: "127.0.0.1", port: 0).get())
    }
    let ports = channels.compactMap { $0.localAddress?.port }
    for channel in channels { try await channel.close() }
    return ports
}
