/// One provider of a service: where it listens, and what it publishes about itself.
///
/// Written in the form that SOFARPC publishes in SOFARegistry,
/// `127.0.0.1:12200?rpcVer=...&serialization=protobuf&weight=100&...`, with both the new keys and the
/// underscored ones of old readers; read in that form, in the `bolt://` form of other registries, and
/// in the short form of anthunder. Sources: sofa-rpc `SofaRegistryHelper.java`,
/// `RegistryUtils.java`. A value that holds `&`, `=`, `?`, `#`, `%`, a space or a control character
/// is percent-encoded.
public struct ProviderAddress: Hashable, Sendable {
    /// The weight of a provider that names none.
    public static let defaultWeight = 100

    /// Where it listens.
    public var address: BoltAddress
    /// Its share of random choices, 0 and above; 100 by default.
    public var weight: Int
    /// The providing application.
    public var application: String
    /// How it serializes, `protobuf`.
    public var serialization: String
    /// The unique id of the service; empty for none.
    public var uniqueID: String
    /// The time it asks callers to give, in milliseconds; nil for none.
    public var timeoutMilliseconds: Int?
    /// When it started, in milliseconds since 1970; nil when not told.
    public var startTimeMilliseconds: Int64?
    /// What else it publishes, by key.
    public var parameters: [String: String]

    /// A provider; weight 100 and protobuf unless said otherwise.
    public init(
        _ address: BoltAddress, weight: Int = defaultWeight, application: String = "",
        serialization: String = "protobuf", uniqueID: String = "",
        timeoutMilliseconds: Int? = nil, startTimeMilliseconds: Int64? = nil,
        parameters: [String: String] = [:]
    ) {
        self.address = address
        self.weight = weight
        self.application = application
        self.serialization = serialization
        self.uniqueID = uniqueID
        self.timeoutMilliseconds = timeoutMilliseconds
        self.startTimeMilliseconds = startTimeMilliseconds
        self.parameters = parameters
    }
}
