/// The unique name of a service: interface, version, and a unique id that sets apart services of
/// the same interface (in the workshop one for each attendee).
///
/// The text form is `interface:version` or `interface:version:uniqueId`, as SOFARPC's
/// `ConfigUniqueNameGenerator` writes it.
public struct ServiceName: Hashable, Sendable, Comparable, CustomStringConvertible {
    /// The version of a service that names none.
    public static let defaultVersion = "1.0"

    /// The Java name of the interface, `io.sofastack.balancemng.facade.BalanceMngFacade`.
    public let interface: String
    /// The version.
    public let version: String
    /// The unique id; empty for none.
    public let uniqueID: String

    /// A name from its parts.
    public init(_ interface: String, version: String = defaultVersion, uniqueID: String = "") {
        self.interface = interface
        self.version = version
        self.uniqueID = uniqueID
    }

    /// Reads `interface`, `interface:version` or `interface:version:uniqueId`; nil when a part is
    /// empty, has a space or one of `@#&?`, or the text is longer than 512 bytes.
    public init?(parsing text: some StringProtocol) {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard (1...3).contains(parts.count), text.utf8.count <= 512 else { return nil }
        for part in parts {
            let isPlain = part.utf8.allSatisfy { $0 > 32 && $0 != 127 && !"@#&?".utf8.contains($0) }
            if part.isEmpty || !isPlain { return nil }
        }
        self.init(
            String(parts[0]), version: parts.count > 1 ? String(parts[1]) : Self.defaultVersion,
            uniqueID: parts.count > 2 ? String(parts[2]) : "")
    }

    /// The text form.
    public var description: String {
        uniqueID.isEmpty ? "\(interface):\(version)" : "\(interface):\(version):\(uniqueID)"
    }

    /// The id under which SOFARPC publishes it in SOFARegistry, for the Bolt protocol:
    /// the text form and `@DEFAULT`.
    public var dataID: String { "\(self)@DEFAULT" }

    /// By text form.
    public static func < (left: ServiceName, right: ServiceName) -> Bool {
        left.description < right.description
    }
}
