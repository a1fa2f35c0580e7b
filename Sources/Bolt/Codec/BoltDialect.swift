/// Which of the two framings of Bolt a frame uses. Both may be mixed on one connection: the first
/// byte of every frame tells them apart.
///
/// Source: sofa-bolt `RpcProtocol.java`, `RpcProtocolV2.java`.
public enum BoltDialect: Hashable, Sendable {
    /// Protocol code 1: what SOFARPC and anthunder speak.
    case v1
    /// Protocol code 2, with a version byte (1 or 2) and a set of switches, of which only bit 0
    /// (checksum) is defined.
    case v2(version: UInt8, switches: UInt8)

    /// Version 2 of v2 with its checksum switched on.
    public static let v2WithChecksum = BoltDialect.v2(version: 2, switches: 1)

    /// Whether frames end in a CRC-32: only in version 2 of v2 and with switch bit 0 on.
    public var hasChecksum: Bool {
        switch self {
        case .v1: false
        case .v2(let version, let switches): version == 2 && switches & 1 == 1
        }
    }

    /// The dialect of an answer to a heartbeat: a fresh command, all switches off, hence without a
    /// checksum.
    var plain: BoltDialect {
        switch self {
        case .v1: .v1
        case .v2(let version, _): .v2(version: version, switches: 0)
        }
    }
}
