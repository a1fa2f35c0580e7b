/// The header of a question that a screen asks by itself, again and again: it counts as nobody's
/// question, and is no news to those who wait for changes.
public enum WatchingHeader {
    /// Its name; the value does not matter.
    public static let name = "X-Workshop-Watching"
}
