import CoordinatorAPI

/// The global transaction that work belongs to.
public enum GlobalTransaction {
    /// Its name; nil outside of one. Calls of other services carry it on.
    @TaskLocal public static var current: XID?

    /// The header in which it travels, as Seata's SOFARPC filters name it.
    ///
    /// Source: apache/incubator-seata, `core/context/RootContext.java` (`KEY_XID`).
    public static let header = "TX_XID"
}
