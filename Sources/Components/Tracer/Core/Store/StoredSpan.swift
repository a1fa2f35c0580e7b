import TracerAPI

/// A span as the store keeps it: the JSON it is answered with, beside the fields that are searched
/// all the time.
///
/// One allocation a span, and an answer is nothing but copying. Tags are searched in the JSON, which
/// is always written in one way.
public struct StoredSpan: Sendable {
    /// What a span takes beside its JSON, in bytes: the struct, the allocation, its part of indexes.
    static let overhead = 256

    /// The JSON of the span.
    public let json: [UInt8]
    /// Where the members of its tags stand.
    let tags: Range<Int>
    let id: UInt64
    let parentID: UInt64?
    let kind: ZipkinSpan.Kind?
    let isShared: Bool
    let hasError: Bool
    let timestamp: Int64
    let duration: Int64
    /// The names of services and of the span, by their numbers in the store.
    let service: Int
    let remoteService: Int
    let name: Int

    init(_ span: ZipkinSpan, names: inout NameTable) {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(512)
        tags = span.write(to: &bytes)
        json = Array(bytes)
        id = span.id
        parentID = span.parentID
        kind = span.kind
        isShared = span.shared
        hasError = span.error != nil
        timestamp = span.timestamp
        duration = span.duration
        service = names.take(span.localEndpoint.serviceName)
        remoteService = names.take(span.remoteEndpoint.serviceName)
        name = names.take(span.name)
    }

    /// What it takes, in bytes.
    public var cost: Int { json.count + Self.overhead }

    func release(_ names: inout NameTable) {
        for number in [service, remoteService, name] { names.release(number) }
    }

    /// Whether it is the very same report, come twice.
    func isRepetition(of other: StoredSpan) -> Bool {
        id == other.id && timestamp == other.timestamp && json == other.json
    }

    var treeItem: SpanTree.Item {
        SpanTree.Item(
            id: id, parentID: parentID, kind: kind, isShared: isShared, service: service)
    }
}
