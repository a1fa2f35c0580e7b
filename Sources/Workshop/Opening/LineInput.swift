import NIOPosix

/// The lines of standard input, read when they are asked for.
enum LineInput {
    /// The next line; nil at the end of input.
    ///
    /// On a thread that may block: one of the few that everything else runs on must not.
    static func next() async -> String? {
        try? await NIOThreadPool.singleton.runIfActive { readLine(strippingNewline: true) }
    }
}
