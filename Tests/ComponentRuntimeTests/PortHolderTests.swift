import Foundation
import NIOCore
import NIOPosix
import Testing

@testable import ComponentRuntime

@Suite struct `Who holds a port` {
    @Test func `is told by process and program`() async throws {
        let channel = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .bind(host: "127.0.0.1", port: 0).get()
        let port = try #require(channel.localAddress?.port)
        let name = try String(contentsOfFile: "/proc/self/comm", encoding: .utf8)
            .trimmingCharacters(in: .newlines)
        let holder = "process \(getpid()) (\(name))"
        #expect(PortHolder.description(of: port) == holder)
        await #expect(
            throws: PortTaken(port: port, holder: holder)
        ) {
            _ = try await PortTaken.naming(port) {
                try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
                    .bind(host: "127.0.0.1", port: port).get()
            }
        }
        try await channel.close()
        // Not nil: by now somebody else on this machine may have it.
        #expect(PortHolder.description(of: port) != holder)
    }

    @Test func `counts only sockets that listen`() {
        let table = """
              sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode
               0: 0100007F:1F90 00000000:0000 0A 00000000:00000000 00:00000000 00000000  1000  0 4711 1 0
               1: 0100007F:1F90 0100007F:C350 01 00000000:00000000 00:00000000 00000000  1000  0 4712 1 0
               2: 0100007F:0050 00000000:0000 0A 00000000:00000000 00:00000000 00000000  1000  0 4713 1 0
            garbage
            """
        #expect(PortHolder.listeners(on: 8080, in: table) == ["4711"])
        #expect(PortHolder.listeners(on: 443, in: table) == [])
    }
}
