/// Holds a value, so that its mutating methods may stand inside an expectation.
final class Held<Value> {
    var it: Value

    init(_ value: Value) {
        it = value
    }
}
