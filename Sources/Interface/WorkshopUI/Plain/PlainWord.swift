/// Words of the plain form beside the commands behind `:`.
enum PlainWord: String, CaseIterable {
    case open, read, orders, balance, file, yes, no

    /// How it is written, with what follows it.
    var usage: String {
        switch self {
        case .open: "open [N]"
        case .file: "file NAME"
        default: rawValue
        }
    }

    /// What it does.
    func sentence(_ words: PlainWords) -> String {
        switch self {
        case .open: words.open
        case .read: words.read
        case .orders: words.orders
        case .balance: words.money
        case .file: words.showFile
        case .yes: words.yes
        case .no: words.no
        }
    }
}
