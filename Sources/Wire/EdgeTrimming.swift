extension StringProtocol {
    /// The text without certain characters at both ends; spaces unless told otherwise.
    public func trimmed(where isLeftOut: (Character) -> Bool = { $0 == " " }) -> String {
        guard let first = firstIndex(where: { !isLeftOut($0) }),
            let last = lastIndex(where: { !isLeftOut($0) })
        else { return "" }
        return String(self[first...last])
    }
}
