/// How often a provider was called.
public struct ProviderCalls: Hashable, Sendable {
    /// The provider.
    public let address: BoltAddress
    /// The calls that reached it, whatever it answered.
    public let calls: Int

    /// A count.
    public init(address: BoltAddress, calls: Int) {
        self.address = address
        self.calls = calls
    }
}
