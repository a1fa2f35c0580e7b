import Glibc
import Wire

/// A question before something that is hard to undo.
struct Confirmation {
    let session: Session
    /// `--force`: nobody is asked.
    let isForced: Bool

    /// Asks on the terminal; without one it refuses instead of guessing.
    ///
    /// - Throws: ``Failure`` when the answer is no, or when nobody can be asked.
    func ask(english: String, chinese: String) throws(Failure) {
        if isForced { return }
        guard isatty(STDIN_FILENO) == 1, !session.asJSON else {
            throw Failure(
                .usage, "needs_force", english: "\(english) There is nobody to ask: add --force",
                chinese: "\(chinese)这里没有人可以确认：请加上 --force")
        }
        Output.text(session.language == .english ? "\(english) [y/N] " : "\(chinese)[y/N] ")
        let answer = readLine()?.lowercased() ?? ""
        guard ["y", "yes", "是"].contains(answer) else {
            throw Failure(.refused, "not_done", english: "nothing was done", chinese: "什么都没有做")
        }
    }
}
