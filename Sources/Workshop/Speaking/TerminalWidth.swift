import Glibc

/// How wide standard output is.
enum TerminalWidth {
    /// Columns of the terminal; 100 where there is none, as in a file.
    static var columns: Int {
        var size = winsize()
        guard ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else {
            return 100
        }
        return Int(size.ws_col)
    }
}
