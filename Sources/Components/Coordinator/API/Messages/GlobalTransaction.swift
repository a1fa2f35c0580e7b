/// The global transaction that work belongs to.
public enum GlobalTransaction {
    /// Its name; nil outside of one. Calls of other services carry it on.
    @TaskLocal public static var current: XID?

    /// The header in which it travels, as Seata's SOFARPC filters name it.
    ///
    /// Source: apache/incubator-seata, `core/context/RootContext.java` (`KEY_XID`).
    public static let header = "TX_XID"

    /// The header in which a TCC branch's number travels to its try, which the caller registered.
    public static let branchHeader = "TX_BRANCH_ID"
}
