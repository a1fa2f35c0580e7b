/// The header of what screens ask and components tell by themselves, again and again: it counts as
/// nobody's request or question, and is no news to those who wait for changes.
public enum WatchingHeader {
    /// Its name; the value does not matter.
    public static let name = "X-Workshop-Watching"
    /// What a screen sends that only looks: it is not counted, and, not being sampled, neither it nor
    /// what follows from it is traced. Source: openzipkin/b3-propagation.
    public static let fields = [(name, "1"), ("b3", "0")]
}
