import Wire

/// What no purchase may ever change, over all users: money and what the orders are worth make up what
/// the users started with, and so do the books in stock and those ordered.
///
/// While a global transaction is under way its parts are committed one after the other, so they may
/// differ then; when none is, a difference is money or books lost.
struct ShopInvariant: Equatable {
    /// What every user starts with.
    static let openingBalance = Money(yuan: 1_000_000)
    /// The copies that every user finds: 10,000 of each of five books.
    static let openingStock = 50_000

    /// What bookstore and account said together.
    struct Reading: Equatable {
        /// What all users have on their accounts, and what is frozen; nil when no account answered.
        var balances: Money?
        var frozen = Money.zero
        /// What all orders are worth.
        var ordersValue = Money.zero
        /// What the users started with.
        var money = Money.zero
        /// Copies in stock, and those ordered.
        var stock: Int
        var ordered: Int
        /// Copies there were.
        var books: Int

        /// Reads it from what was measured; nil when the bookstore did not answer.
        init?(_ measured: Measurements) {
            guard let bookstore = measured.bookstore, let left = bookstore.booksLeft else {
                return nil
            }
            stock = left
            isUnderway = measured.coordinator?.live.values.contains { $0 > 0 } ?? false
            ordered = bookstore.booksSold + bookstore.booksInDoubt
            books = bookstore.users * ShopInvariant.openingStock
            // All instances of the account read the same database.
            let account = measured.accounts.sorted { $0.key < $1.key }.first?.value
            guard let account, let balances = account.balances,
                let money = ShopInvariant.openingBalance.times(account.users)
            else { return }
            self.balances = balances
            self.money = money
            frozen = account.frozen
            ordersValue = bookstore.ordersValue
        }

        /// Whether global transactions are under way.
        var isUnderway = false

        /// What balances, frozen amounts and orders come to; nil when it is not known. What is frozen
        /// while nothing is under way belongs to nobody.
        var sum: Money? {
            let whole = balances?.adding(ordersValue)
            return isUnderway ? whole?.adding(frozen) : whole
        }

        /// What is missing of the money: less than zero when there is too much of it.
        var missingMoney: Money? { sum.flatMap { money.subtracting($0) } }

        /// How many books are missing: less than zero when there are too many.
        var missingBooks: Int { books - stock - ordered }
    }

    /// What can be said of money, or of books.
    enum Verdict<Amount: Equatable>: Equatable {
        /// Not measured.
        case unknown
        /// Nothing is missing.
        case holds
        /// Two readings differ: something moves just now.
        case settling
        /// Something is missing while a global transaction is under way.
        case underway(Amount)
        /// It is missing (positive) or too much (negative), and nothing is under way.
        case broken(Amount)
    }

    /// The last reading and the one before: only what both say is shown, since a purchase may come
    /// between the questions of one reading.
    private(set) var reading: Reading?
    private var before: Reading?
    /// Takes what was measured over.
    ///
    /// - Returns: whether it should be measured again soon.
    mutating func take(_ measured: Measurements) -> Bool {
        before = reading
        reading = Reading(measured)
        return reading?.missingMoney != before?.missingMoney
            || reading?.missingBooks != before?.missingBooks
    }

    /// Whether all money is there.
    var money: Verdict<Money> {
        verdict(reading?.missingMoney, before?.missingMoney, none: .zero)
    }

    /// Whether all books are there.
    var books: Verdict<Int> { verdict(reading?.missingBooks, before?.missingBooks, none: 0) }

    private func verdict<Amount>(
        _ missing: Amount?, _ missingBefore: Amount?, none: Amount
    ) -> Verdict<Amount> {
        guard let missing else { return .unknown }
        if missing == none { return .holds }
        if missing != missingBefore { return .settling }
        return reading?.isUnderway == true ? .underway(missing) : .broken(missing)
    }
}
