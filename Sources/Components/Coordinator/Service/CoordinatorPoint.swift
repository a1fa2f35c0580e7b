import CoordinatorAPI
import CoordinatorCore

/// Where the coordinator may die or stall: before and after each kind of change is on disk, and while it
/// begins again.
enum CoordinatorPoint: String, CaseIterable, Sendable {
    /// A transaction begins.
    case begin
    /// A branch is taken down.
    case register
    /// A transaction is to be committed.
    case commit
    /// A transaction is to be rolled back.
    case rollback
    /// A branch has done what it was told.
    case branchEnd = "branch-end"
    /// A transaction is over.
    case end

    var beforeStore: String { "\(rawValue)-before-store" }
    var stored: String { "\(rawValue)-stored" }

    /// The store is read, nothing is done about it.
    static let recovering = "recovering"

    /// The names of all of them.
    static var names: [String] { allCases.flatMap { [$0.beforeStore, $0.stored] } + [recovering] }

    /// Those that changes pass, each once, in the order of a transaction's life.
    static func points(of changes: [CoordinatorChange]) -> [CoordinatorPoint] {
        let passed = Set(changes.compactMap { point(of: $0) })
        return allCases.filter(passed.contains)
    }

    private static func point(of change: CoordinatorChange) -> CoordinatorPoint? {
        switch change {
        case .begin: .begin
        case .register: .register
        case .move(_, .begin, let to, _, _): to.isCommit ? .commit : .rollback
        case .endBranch: .branchEnd
        case .end: .end
        case .report, .move, .forget: nil
        }
    }
}
