import Bolt

/// The names of the account's service, as the original workshop published it.
public enum BalanceService {
    /// The Java interface it was.
    public static let interface = "io.sofastack.balancemng.facade.BalanceMngFacade"
    /// Its version.
    public static let version = "1.0"

    /// The name under which one person's account is published.
    public static func name(uniqueID: String) -> ServiceName {
        ServiceName(interface, version: version, uniqueID: uniqueID)
    }

    /// Its methods.
    public enum Method: String, Sendable, CaseIterable {
        /// ``BalanceFacade/createUser(_:)``
        case createUser
        /// ``BalanceFacade/queryBalance(of:)``
        case queryBalance
        /// ``BalanceFacade/minusBalance(_:)``
        case minusBalance
        /// ``BalanceFacade/prepareMinusBalance(_:branch:)``
        case minusBalancePrepare
    }

    /// The name of the try with the coordinator, for one person's account.
    public static func action(uniqueID: String) -> String {
        uniqueID.isEmpty
            ? Method.minusBalancePrepare.rawValue
            : "\(Method.minusBalancePrepare.rawValue):\(uniqueID)"
    }

    /// Field `code` of a request, and of a result that refuses nothing: never 0, because peers of
    /// SOFARPC take an empty message for a fault.
    public static let done: Int32 = 1
    /// Field `code` of a result when money may have moved.
    public static let uncertain: Int32 = 7
}
