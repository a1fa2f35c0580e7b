import Wire

/// The newest notices, at most ``limit``; older ones fall off.
struct NoticeBoard: Equatable, Sendable {
    static let limit = 50

    private(set) var notices: [Notice] = []
    private var posted = 0

    mutating func post(
        _ kind: Notice.Kind, about component: ComponentID?, _ cause: Cause, at moment: Moment
    ) {
        posted += 1
        notices.append(
            Notice(
                sequence: posted, timeMilliseconds: moment.wallMilliseconds, kind: kind,
                component: component, cause: cause))
        if notices.count > Self.limit { notices.removeFirst(notices.count - Self.limit) }
    }
}
