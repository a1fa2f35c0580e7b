import Canvas

/// How keys are named in a script.
enum KeyScript {
    private static let named: [(String, Key)] = [
        ("Enter", .enter), ("Esc", .escape), ("Tab", .tab), ("BackTab", .backTab),
        ("Space", .character(" ")), ("Backspace", .backspace), ("Delete", .delete),
        ("Insert", .insert), ("Up", .up), ("Down", .down), ("Left", .left), ("Right", .right),
        ("Home", .home), ("End", .end), ("PageUp", .pageUp), ("PageDown", .pageDown),
        ("WheelUp", .wheelUp), ("WheelDown", .wheelDown),
    ]

    /// All names, for a message.
    static var known: String {
        (named.map(\.0) + ["F1-F12", "Ctrl-A", "Alt-A", "Click-X-Y"]).joined(separator: " ")
    }

    /// The key of a name; a single character is itself. Columns and rows count from 0.
    static func key(_ name: String) -> Key? {
        if name.count == 1, let only = name.first { return .character(only) }
        if let key = named.first(where: { $0.0.lowercased() == name.lowercased() }) { return key.1 }
        let parts = name.split(separator: "-").map(String.init)
        switch (parts.first?.lowercased(), parts.count) {
        case ("ctrl", 2) where parts[1].count == 1:
            return parts[1].lowercased().first.map { .control($0) }
        case ("alt", 2) where parts[1].count == 1: return parts[1].first.map { .alt($0) }
        case ("click", 3):
            guard let x = Int(parts[1]), let y = Int(parts[2]) else { return nil }
            return .click(Point(x: x, y: y))
        default:
            guard let number = Int(name.dropFirst()), (1...12).contains(number),
                name.first == "F" || name.first == "f"
            else { return nil }
            return .function(number)
        }
    }
}
