import CoordinatorAPI
import Faults

/// What a resource manager manages: it carries out phase 2 of its branches.
public protocol BranchResource: Sendable {
    /// Its name with the coordinator.
    var resource: String { get }

    /// Commits or rolls back a branch. May be called any number of times, at any time, also before or
    /// instead of phase 1.
    func carryOut(_ call: BranchCall) async -> BranchAnswer

    /// Settles what a process left that died: asks the coordinator about each branch, and does what was
    /// decided. What is not decided yet, the coordinator will call about.
    ///
    /// - Returns: how many were settled.
    func reconcile(with link: any CoordinatorLink) async throws(BranchFailure) -> Int
}

extension BranchCall {
    func answer(_ status: BranchStatus) -> BranchAnswer {
        BranchAnswer(order, xid: xid, branch: branch, status: .success(status))
    }

    /// The answer of a branch that cannot do it now.
    var laterAnswer: BranchAnswer {
        answer(order == .commit ? .commitFailedRetryable : .rollbackFailedRetryable)
    }

    /// The answer of a branch that did it.
    var doneAnswer: BranchAnswer {
        answer(order == .commit ? .phaseTwoCommitted : .phaseTwoRolledBack)
    }
}

extension FaultBoard {
    /// Carries out a call of phase 2, past the points before and after it.
    func carryingOut(
        _ call: BranchCall, _ body: () async -> BranchAnswer
    ) async -> BranchAnswer {
        let isCommit = call.order == .commit
        let asked: BranchPoint = isCommit ? .commitAsked : .rollbackAsked
        switch await passing(asked.rawValue) {
        case .drop: return call.laterAnswer
        case .duplicate: _ = await body()
        case .none: break
        }
        let answer = await body()
        let done: BranchPoint = isCommit ? .commitDoneBeforeAnswer : .rollbackDoneBeforeAnswer
        return await passing(done.rawValue) == .drop ? call.laterAnswer : answer
    }
}
