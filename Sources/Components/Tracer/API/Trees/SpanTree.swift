/// Who caused whom among the spans of one trace.
///
/// The server's side of a call hangs below the client's side with the same id, whether it is marked
/// as shared or, as with SOFATracer, not. A child hangs below the side that its own service has.
/// Source: zipkin `SpanNode.java`.
public struct SpanTree: Sendable {
    /// What must be known of a span.
    public struct Item: Sendable {
        let id: UInt64
        let parentID: UInt64?
        let kind: ZipkinSpan.Kind?
        let isShared: Bool
        /// Equal for spans of one service.
        let service: Int

        /// What is known of a span; the service is any number that is equal for spans of one service.
        public init(
            id: UInt64, parentID: UInt64?, kind: ZipkinSpan.Kind?, isShared: Bool, service: Int
        ) {
            self.id = id
            self.parentID = parentID
            self.kind = kind
            self.isShared = isShared
            self.service = service
        }

        var isServerSide: Bool { kind == .server || isShared }
    }

    /// For each span the place of its parent in the list; nil for a root.
    public private(set) var parents: [Int?]

    /// The tree of some spans. What hangs below itself, by wrong ids, is cut loose.
    public init(_ items: [Item]) {
        var places: [UInt64: [Int]] = [:]
        for (index, item) in items.enumerated() { places[item.id, default: []].append(index) }
        parents = items.indices.map { index in
            let item = items[index]
            if item.isServerSide, let twin = Self.client(of: index, items, places[item.id]) {
                return twin
            }
            guard let parent = item.parentID else { return nil }
            return Self.parent(of: item, items, places[parent])
        }
        cutLoops()
    }

    /// The children of each span, in the order of the list; the last entry are the roots.
    public var children: [[Int]] {
        var children = [[Int]](repeating: [], count: parents.count + 1)
        for (index, parent) in parents.enumerated() {
            children[parent ?? parents.count].append(index)
        }
        return children
    }

    private static func client(of index: Int, _ items: [Item], _ twins: [Int]?) -> Int? {
        twins?.first { $0 != index && !items[$0].isServerSide && items[$0].kind == .client }
    }

    private static func parent(of item: Item, _ items: [Item], _ candidates: [Int]?) -> Int? {
        guard let candidates else { return nil }
        let same = candidates.filter { items[$0].service == item.service }
        return same.first { items[$0].isServerSide } ?? same.first
            ?? candidates.first { items[$0].isServerSide } ?? candidates.first
    }

    private mutating func cutLoops() {
        var isSafe = [Bool](repeating: false, count: parents.count)
        for start in parents.indices where !isSafe[start] {
            var path: [Int] = []
            var isOnPath: Set<Int> = []
            var place: Int? = start
            while let index = place, !isSafe[index] {
                if isOnPath.contains(index) {
                    parents[index] = nil
                    break
                }
                isOnPath.insert(index)
                path.append(index)
                place = parents[index]
            }
            for index in path { isSafe[index] = true }
        }
    }
}
