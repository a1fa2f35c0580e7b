/// What a service is known by in the registry; SOFARegistry calls the text form the dataInfoId.
///
/// The form `dataId#@#instanceId#@#group`, the defaults and the suffix `@DEFAULT` of services that
/// are called by Bolt are those of SOFARegistry 6 and of SOFARPC's client for it.
public struct ServiceKey: Hashable, Sendable, Comparable, CustomStringConvertible {
    /// The instance id of everything that names none.
    public static let defaultInstanceID = "DEFAULT_INSTANCE_ID"
    /// The group of SOFARPC services.
    public static let rpcGroup = "SOFA"

    /// The name within its group: for a service called by Bolt its unique name and `@DEFAULT`.
    public let dataID: String
    /// The tenant.
    public let instanceID: String
    /// What kind of thing is registered.
    public let group: String

    /// A key from its parts.
    public init(
        dataID: String, instanceID: String = ServiceKey.defaultInstanceID,
        group: String = ServiceKey.rpcGroup
    ) {
        self.dataID = dataID
        self.instanceID = instanceID.isEmpty ? ServiceKey.defaultInstanceID : instanceID
        self.group = group.isEmpty ? "DEFAULT_GROUP" : group
    }

    /// The key of a service that is called by Bolt, from its unique name (`interface:1.0:uniqueId`).
    public init(service name: String) {
        self.init(dataID: name + ServiceKey.suffix)
    }

    /// Reads the text form; nil when it has other than three parts or an empty name.
    public init?(parsing text: String) {
        let parts = ServiceKey.split(text)
        guard parts.count == 3, !parts[0].isEmpty else { return nil }
        self.init(dataID: parts[0], instanceID: parts[1], group: parts[2])
    }

    /// The unique name of the service, without `@DEFAULT`.
    public var serviceName: String {
        dataID.hasSuffix(ServiceKey.suffix)
            ? String(dataID.dropLast(ServiceKey.suffix.count)) : dataID
    }

    /// The text form.
    public var description: String {
        "\(dataID)\(ServiceKey.separator)\(instanceID)\(ServiceKey.separator)\(group)"
    }

    /// What Java's `String.hashCode` gives for the text form.
    public var javaHash: Int32 {
        description.utf16.reduce(0) { $0 &* 31 &+ Int32($1) }
    }

    /// By text form.
    public static func < (left: ServiceKey, right: ServiceKey) -> Bool {
        (left.dataID, left.instanceID, left.group) < (right.dataID, right.instanceID, right.group)
    }

    private static let suffix = "@DEFAULT"
    private static let separator = "#@#"

    private static func split(_ text: String) -> [String] {
        var parts: [String] = [""]
        var rest = Substring(text)
        while let first = rest.first {
            if rest.hasPrefix(separator) {
                parts.append("")
                rest = rest.dropFirst(separator.count)
            } else {
                parts[parts.count - 1].append(first)
                rest = rest.dropFirst()
            }
        }
        return parts
    }
}
