import Glibc

/// Attributes of a program that is to begin as from a shell: no signal blocked, none ignored.
///
/// A thread of a pool blocks nearly all signals, and what it launches would inherit that: a pager
/// that Ctrl-Z does not stop, an editor that does not learn of a new size, a command that cannot be
/// ended politely.
public struct SpawnAttributes: ~Copyable {
    // The flags of spawn.h, which the Swift module leaves out.
    private static let signalDefaults: Int16 = 0x04
    private static let signalMask: Int16 = 0x08
    private static let newSession: Int16 = 0x80

    private var attributes = posix_spawnattr_t()

    /// Attributes.
    ///
    /// - Parameter isInNewSession: whether the program leads a session of its own, so that the keys of
    ///   this terminal do not reach it.
    public init(isInNewSession: Bool) {
        posix_spawnattr_init(&attributes)
        var none = sigset_t()
        sigemptyset(&none)
        posix_spawnattr_setsigmask(&attributes, &none)
        var all = sigset_t()
        sigfillset(&all)
        posix_spawnattr_setsigdefault(&attributes, &all)
        posix_spawnattr_setflags(
            &attributes,
            Self.signalDefaults | Self.signalMask | (isInNewSession ? Self.newSession : 0))
    }

    deinit {
        var attributes = attributes
        posix_spawnattr_destroy(&attributes)
    }

    /// Lends them to a call of posix_spawn.
    public mutating func withPointer<Value>(
        _ body: (UnsafePointer<posix_spawnattr_t>) -> Value
    ) -> Value {
        withUnsafePointer(to: &attributes, body)
    }
}
