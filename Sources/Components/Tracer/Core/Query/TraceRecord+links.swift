import TracerAPI

extension TraceRecord {
    /// The calls between services that the trace tells of.
    ///
    /// Source: zipkin `DependencyLinker.java`. A client's span with children is left to the server,
    /// whose name for itself wins; a span without a kind counts as a client's when both sides are
    /// known; a server at the root needs the name of its caller; a call that failed on either side
    /// failed once.
    func callLinks() -> [CallLink] {
        let tree = SpanTree(spans.map(\.treeItem))
        var hasChildren = [Bool](repeating: false, count: spans.count)
        for case let parent? in tree.parents { hasChildren[parent] = true }
        var links: [CallLink] = []
        for index in spans.indices {
            append(index, tree, hasChildren: hasChildren[index], to: &links)
        }
        return links
    }

    private func append(
        _ index: Int, _ tree: SpanTree, hasChildren: Bool, to links: inout [CallLink]
    ) {
        let span = spans[index]
        var kind = span.kind
        if kind == .client, hasChildren { return }
        if kind == nil {
            guard span.service != 0, span.remoteService != 0 else { return }
            kind = .client
        }
        let isCalled = kind == .server || kind == .consumer
        let child = isCalled ? span.service : span.remoteService
        var parent = isCalled ? span.remoteService : span.service
        var hasError = span.hasError
        if kind == .producer || kind == .consumer {
            Self.add(parent, child, hasError, to: &links)
            return
        }
        if let caller = ancestorWithKind(of: index, tree), spans[caller].service != 0 {
            let ancestor = spans[caller]
            if kind == .client, span.service != 0, ancestor.service != span.service {
                Self.add(ancestor.service, span.service, false, to: &links)
            }
            if kind == .server || parent == 0 { parent = ancestor.service }
            if kind == .server, ancestor.kind == .client, ancestor.hasError { hasError = true }
        }
        Self.add(parent, child, hasError, to: &links)
    }

    private static func add(
        _ parent: Int, _ child: Int, _ hasError: Bool, to links: inout [CallLink]
    ) {
        guard parent != 0, child != 0 else { return }
        links.append(CallLink(parent: parent, child: child, hasError: hasError))
    }

    private func ancestorWithKind(of index: Int, _ tree: SpanTree) -> Int? {
        var place = tree.parents[index]
        while let current = place {
            if spans[current].kind != nil { return current }
            place = tree.parents[current]
        }
        return nil
    }
}
