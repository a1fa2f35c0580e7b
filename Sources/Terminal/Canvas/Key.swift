/// What the person at the terminal did, or what happened to the terminal.
public enum Key: Hashable, Sendable {
    /// A character typed.
    case character(Character)
    /// Ctrl and a lower-case letter (or one of `@ [ \ ] ^ _`).
    case control(Character)
    /// Alt and a character.
    case alt(Character)
    /// Enter.
    case enter
    /// Tab.
    case tab
    /// Shift and Tab.
    case backTab
    /// Escape, known for certain once nothing has followed it for 25 ms.
    case escape
    /// The key that rubs out to the left.
    case backspace
    /// The key that rubs out to the right.
    case delete
    /// Insert.
    case insert
    /// Arrow up.
    case up
    /// Arrow down.
    case down
    /// Arrow left.
    case left
    /// Arrow right.
    case right
    /// Home.
    case home
    /// End.
    case end
    /// Page up.
    case pageUp
    /// Page down.
    case pageDown
    /// F1 to F12.
    case function(Int)
    /// The left mouse button was pressed on a cell.
    case click(Point)
    /// The mouse wheel was turned away, towards what is above.
    case wheelUp
    /// The mouse wheel was turned towards the person.
    case wheelDown
    /// Text pasted: never to be taken for keys. At most 64 KiB; the rest is dropped.
    case paste(String)
    /// The terminal has another size now.
    case resize(Size)
    /// The program is in the foreground again after Ctrl-Z; the screen has been drawn anew.
    case resumed
    /// The program has to end now.
    case ending(Ending)

    /// Why the terminal asks the program to end.
    public enum Ending: Hashable, Sendable {
        /// SIGINT from outside (Ctrl-C is a key: `.control("c")`).
        case interrupted
        /// SIGTERM.
        case terminated
        /// The terminal is gone.
        case hungUp

        /// What the program exits with: 128 and the signal's number.
        public var exitCode: Int32 {
            switch self {
            case .interrupted: 130
            case .terminated: 143
            case .hungUp: 129
            }
        }
    }
}
