/// The name of a service as people say it: `BalanceMngFacade` for
/// `io.sofastack.balancemng.facade.BalanceMngFacade:1.0:user0`.
public enum ServiceShortName {
    /// The last part of the interface.
    public static func of(_ name: String) -> String {
        let interface = name.prefix { $0 != ":" && $0 != "@" }
        return String(interface.split(separator: ".").last ?? interface)
    }
}
