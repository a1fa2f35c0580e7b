import AccountAPI
import BookstoreAPI
import RegistryClient
import ServiceLifecycle
import Wire

/// How a bookstore reaches the account: the ledger in its own process, or whoever the registry names.
enum AccountLink: Sendable {
    case local(any BalanceFacade)
    case remote(RemoteAccount)

    /// Where payments go.
    var facade: any BalanceFacade {
        switch self {
        case .local(let ledger): ledger
        case .remote(let account): account.facade
        }
    }

    var route: Order.Route {
        switch self {
        case .local: .local
        case .remote: .remote
        }
    }

    /// What has to run beside HTTP.
    var services: [any Service] {
        switch self {
        case .local: []
        case .remote(let account): [account.session]
        }
    }

    /// Who answers for the account, and how often this launch has asked each.
    var providers: [BookstoreState.Provider] {
        switch self {
        case .local: []
        case .remote(let account): account.providers
        }
    }

    /// What a user has, as far as this process keeps it; nil when another one does.
    func localBalance(of user: String?) async -> Money? {
        guard case .local(let ledger) = self, let user else { return nil }
        return try? await ledger.queryBalance(of: user)
    }

    var isRegistryConnected: Bool {
        switch self {
        case .local: false
        case .remote(let account): account.session.directory.isConnected
        }
    }
}
