import Foundation

/// Ends the process when standard input ends.
///
/// A thread of its own, because the wait never ends while the supervisor lives. The end is abrupt on
/// purpose: whoever held the other end was killed, and every store survives a kill.
enum Lifeline {
    static func watch() {
        Thread.detachNewThread {
            var byte: UInt8 = 0
            while true {
                let count = read(STDIN_FILENO, &byte, 1)
                if count > 0 || (count < 0 && errno == EINTR) { continue }
                _exit(0)
            }
        }
    }
}
