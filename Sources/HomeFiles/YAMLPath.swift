/// A place in a YAML document: `references[BalanceMngFacade].binding`, `services[0]`.
struct YAMLPath: Equatable {
    enum Segment: Equatable {
        /// A key of a mapping.
        case key(String)
        /// An item of a list, from 0.
        case index(Int)
        /// The item of a list whose `interface` or `name` this is; a short interface name counts.
        case named(String)
    }

    let segments: [Segment]

    /// Nil when the text is no path.
    init?(_ text: String) {
        var segments: [Segment] = []
        var rest = Substring(text)
        while !rest.isEmpty {
            if rest.first == "[" {
                guard let end = rest.firstIndex(of: "]") else { return nil }
                let name = rest[rest.index(after: rest.startIndex)..<end]
                guard !name.isEmpty else { return nil }
                segments.append(Int(name).map { .index($0) } ?? .named(String(name)))
                rest = rest[rest.index(after: end)...]
            } else {
                if rest.first == "." {
                    guard !segments.isEmpty else { return nil }
                    rest = rest.dropFirst()
                }
                let key = rest.prefix { $0 != "." && $0 != "[" }
                guard !key.isEmpty else { return nil }
                segments.append(.key(String(key)))
                rest = rest[key.endIndex...]
            }
        }
        guard !segments.isEmpty else { return nil }
        self.segments = segments
    }
}
