/// How a branch is committed and rolled back, numbered as on the wire.
///
/// Source: apache/incubator-seata, `core/src/main/java/org/apache/seata/core/model/BranchType.java`.
public enum BranchType: UInt8, Sendable, CaseIterable {
    /// Automatic: rolled back from images of its rows.
    case at = 0
    /// Try, confirm, cancel: methods of the service itself.
    case tcc = 1
    /// Compensations, told by the caller.
    case saga = 2
    /// The database's own two-phase commit.
    case xa = 3

    /// Its name: `AT`.
    public var name: String {
        switch self {
        case .at: "AT"
        case .tcc: "TCC"
        case .saga: "SAGA"
        case .xa: "XA"
        }
    }
}
