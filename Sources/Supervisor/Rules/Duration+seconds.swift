extension Duration {
    /// For people: `60`, `0.2`; to a tenth of a second.
    var inSeconds: String {
        let tenths = Int((self / .milliseconds(100)).rounded())
        return tenths.isMultiple(of: 10)
            ? "\(tenths / 10)" : "\(tenths / 10).\(abs(tenths) % 10)"
    }
}
