import AccountAPI
import BookstoreAPI
import RegistryClient
import ServiceLifecycle

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

    var isRegistryConnected: Bool {
        switch self {
        case .local: false
        case .remote(let account): account.session.directory.isConnected
        }
    }
}
