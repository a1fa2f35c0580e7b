internal import Yams

/// An interface and how it is bound: a line of `services` or `references`.
public struct ServiceDeclaration: Equatable, Sendable {
    /// How a service is published or a reference is resolved.
    public enum Binding: String, Sendable, CaseIterable {
        /// A service that is not published.
        case none
        /// A reference that stays inside the process.
        case local
        /// Over the wire with SOFABolt, found through the registry.
        case bolt
    }

    /// The full name: `io.sofastack.balancemng.facade.BalanceMngFacade`.
    public var interface: String
    /// How it is bound.
    public var binding: Binding

    /// A declaration from its parts.
    public init(interface: String, binding: Binding) {
        self.interface = interface
        self.binding = binding
    }

    /// The account's interface in 2019 and now.
    public static let balance = "io.sofastack.balancemng.facade.BalanceMngFacade"
    /// The bookstore's interface.
    public static let stock = "io.sofastack.stockmng.facade.StockMngFacade"

    /// The last word of the interface: `BalanceMngFacade`.
    public var shortName: String { ServiceDeclaration.shortName(of: interface) }

    static func shortName(of interface: String) -> String {
        interface.split(separator: ".").last.map(String.init) ?? interface
    }
}

/// What may stand in one list of declarations.
struct DeclarationRules {
    let key: String
    let interfaces: [String]
    let bindings: [ServiceDeclaration.Binding]
}

extension FieldReader {
    /// The list under `rules.key`; empty when the key is not there.
    mutating func declarations(_ rules: DeclarationRules) -> [ServiceDeclaration] {
        guard let node = value(rules.key) else { return [] }
        guard let items = node.sequence else {
            report(.wrongType(key: rules.key, expected: .list, found: node.kind), at: node)
            return []
        }
        var found: [ServiceDeclaration] = []
        for item in items {
            guard let (declaration, place) = declaration(item, rules) else { continue }
            if found.contains(where: { $0.interface == declaration.interface }) {
                report(.duplicateInterface(declaration.shortName), at: place)
            } else {
                found.append(declaration)
            }
        }
        return found
    }

    private mutating func declaration(
        _ item: Node, _ rules: DeclarationRules
    ) -> (ServiceDeclaration, Node)? {
        var reader = FieldReader(
            item, named: rules.key, in: file, known: ["interface", "binding"])
        defer { adopt(reader) }
        guard item.mapping != nil else { return nil }
        let interface = reader.interface(rules)
        let binding = reader.binding(rules)
        guard let interface, let binding, let place = reader.value("interface") else { return nil }
        return (ServiceDeclaration(interface: interface, binding: binding), place)
    }

    private mutating func interface(_ rules: DeclarationRules) -> String? {
        guard let node = value("interface") else {
            report(.missingKey("interface"))
            return nil
        }
        guard node.kind == .text, let name = node.scalar?.string else {
            report(.wrongType(key: "interface", expected: .text, found: node.kind), at: node)
            return nil
        }
        let match = rules.interfaces.first {
            $0 == name || ServiceDeclaration.shortName(of: $0) == name
        }
        if match == nil {
            let known = rules.interfaces.map(ServiceDeclaration.shortName)
            let nearest = NearestName.of(name, among: known)
            report(.unknownInterface(name, nearest: nearest, known: known), at: node)
        }
        return match
    }

    private mutating func binding(_ rules: DeclarationRules) -> ServiceDeclaration.Binding? {
        guard let node = value("binding") else {
            report(.missingKey("binding"))
            return nil
        }
        guard node.kind == .text, let name = node.scalar?.string else {
            report(.wrongType(key: "binding", expected: .text, found: node.kind), at: node)
            return nil
        }
        let match = rules.bindings.first { $0.rawValue == name }
        if match == nil {
            let known = rules.bindings.map(\.rawValue)
            let nearest = NearestName.of(name, among: known)
            report(.unknownBinding(name, nearest: nearest, known: known), at: node)
        }
        return match
    }
}
