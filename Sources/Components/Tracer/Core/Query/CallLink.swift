/// A call between two services of one trace, by their numbers in the store.
struct CallLink: Hashable, Sendable {
    let parent: Int
    let child: Int
    let hasError: Bool
}
