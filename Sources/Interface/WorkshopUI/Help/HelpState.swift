/// The help that lies over the screen.
struct HelpState: Equatable {
    /// Lines scrolled down.
    var scroll = 0
}
