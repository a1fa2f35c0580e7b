/// Which name a scraped series gets.
///
/// A counter with dots in its name is called as in 2019, `rpc.x.total_count.count`, not
/// `rpc.x.total_count_total`; all others keep the name of the exposition. The name that old
/// Prometheus gives it, `rpc_x_total_count_total`, finds it too.
enum SeriesNaming {
    static func name(of exposed: String) -> String {
        guard exposed.utf8.contains(UInt8(ascii: ".")), exposed.hasSuffix("_total") else {
            return exposed
        }
        return "\(exposed.dropLast(6)).count"
    }

    static func alias(of exposed: String) -> String {
        String(exposed.map { $0 == "." ? "_" : $0 })
    }

    /// The name under which a family's help is found: that of its samples.
    static func family(_ family: String, isCounter: Bool) -> String {
        guard isCounter else { return family }
        return name(of: family.hasSuffix("_total") ? family : "\(family)_total")
    }
}
