/// A frame that came or went, as it was on the wire.
public struct SeataSighting: Sendable {
    /// So many bytes of a frame are told, the first ones.
    public static let byteLimit = 512

    /// Which way a frame went.
    public enum Direction: Sendable {
        /// From the client.
        case received
        /// To the client.
        case sent
    }

    /// The connection, unique among all of its server.
    public var connection: Int
    /// Which way it went.
    public var direction: Direction
    /// What it says.
    public var frame: SeataFrame
    /// How many bytes it has.
    public var length: Int
    /// The first of them, ``byteLimit`` at most.
    public var bytes: [UInt8]

    /// A sighting from its parts.
    public init(
        connection: Int, direction: Direction, frame: SeataFrame, length: Int, bytes: [UInt8]
    ) {
        self.connection = connection
        self.direction = direction
        self.frame = frame
        self.length = length
        self.bytes = bytes
    }
}
