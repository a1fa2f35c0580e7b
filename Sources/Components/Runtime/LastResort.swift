import Foundation

/// Ends the process when a graceful stop takes too long. A thread of its own: whatever hangs may
/// hold all others.
enum LastResort {
    static func arm(afterSeconds seconds: Double) {
        Thread.detachNewThread {
            Thread.sleep(forTimeInterval: seconds)
            _exit(0)
        }
    }
}
