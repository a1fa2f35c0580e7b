/// Numbers for names, as long as somebody uses them. The empty name has number 0.
struct NameTable: Sendable {
    private var numbers: [String: Int] = ["": 0]
    private var texts: [String] = [""]
    private var counts: [Int] = [1]
    private var free: [Int] = []

    /// The number of a name, which is used once more.
    mutating func take(_ text: String) -> Int {
        if let number = numbers[text] {
            counts[number] += 1
            return number
        }
        if let number = free.popLast() {
            texts[number] = text
            counts[number] = 1
            numbers[text] = number
            return number
        }
        texts.append(text)
        counts.append(1)
        numbers[text] = texts.count - 1
        return texts.count - 1
    }

    /// Says that a number is used once less.
    mutating func release(_ number: Int) {
        counts[number] -= 1
        guard counts[number] == 0, number != 0 else { return }
        numbers[texts[number]] = nil
        texts[number] = ""
        free.append(number)
    }

    /// The number of a name that is in use; nil for any other.
    func number(of text: String) -> Int? { numbers[text] }

    /// The name of a number.
    subscript(number: Int) -> String { texts[number] }
}
