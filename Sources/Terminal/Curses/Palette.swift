import Canvas

/// How roles look on a terminal of so many colours.
///
/// The tones of the 256 colours are of middling brightness: on black and on white alike their
/// contrast is 4 to 1 or more (WCAG 2.2, 1.4.3), so that they can be read on a dark and on a light
/// background; with 8 or 16 colours they are the terminal's own. Without colours bold,
/// faint and reverse remain.
struct Palette: Hashable {
    /// What curses is asked for.
    struct Look: Hashable {
        /// Attributes.
        var attributes: Style.Attributes = []
        /// Foreground colour by its number; nil is the terminal's own.
        var foreground: Int?
    }

    /// How many colours there are; 0 when none shall be used.
    let colours: Int

    /// The look of a role alone.
    func look(of role: Role) -> Look {
        switch role {
        case .plain: Look()
        case .dim: tone(243, nil, .faint)
        case .title: Look(attributes: .bold)
        case .holds: tone(29, 2, [])
        case .underway: tone(130, 3, [])
        case .broken: tone(161, 1, .bold)
        case .focus: tone(30, 6, .bold)
        case .selected: Look(attributes: .reverse)
        }
    }

    private func tone(_ many: Int, _ few: Int?, _ none: Style.Attributes) -> Look {
        if colours >= 256 { return Look(foreground: many) }
        if colours >= 8, let few { return Look(foreground: few) }
        return Look(attributes: none)
    }
}
