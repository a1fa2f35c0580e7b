/// Texts in JSON.
public enum JSONText {
    /// Writes a text between quotes, escaped where it must be.
    public static func write(_ text: String, to bytes: inout [UInt8]) {
        JSONEscapes.write(text, to: &bytes)
    }
}
