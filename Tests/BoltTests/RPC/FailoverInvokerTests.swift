import NIOCore
import Synchronization
import TestSupport
import Testing

@testable import Bolt

/// When a call goes on to another provider, over providers that answer as they are told.
@Suite struct FailoverInvokerTests {
    typealias Answers = [Int: Result<[UInt8], InvocationError>]

    /// What was tried, with the time it was given.
    final class Tries: Sendable {
        private let all = Mutex<[String]>([])
        func add(_ text: String) { all.withLock { $0.append(text) } }
        var list: [String] { all.withLock { $0 } }
    }

    private func address(_ port: Int) -> BoltAddress { BoltAddress(host: "h", port: port) }

    private func invoker(_ answers: Answers, _ tries: Tries, retries: Int = 2) -> FailoverInvoker {
        let providers = answers.keys.sorted().map { ProviderAddress(address($0)) }
        return FailoverInvoker(
            strategy: .roundRobin, retries: retries, random: SeededRandom(seed: 1),
            now: { .uptimeNanoseconds(0) }, providers: { providers }
        ) { call, address in
            tries.add("\(address.port) \(call.deadline)")
            return answers[address.port] ?? .failure(.busy)
        }
    }

    private func outcome(
        _ invoker: FailoverInvoker, method: String = "m", idempotent: Bool = false
    ) async -> Result<[UInt8], InvocationError> {
        let call = ServiceCall(
            service: "s:1.0", method: method, argument: [1], deadline: .seconds(6),
            isIdempotent: idempotent)
        do throws(InvocationError) {
            return .success(try await invoker.invoke(call))
        } catch {
            return .failure(error)
        }
    }

    @Test func `no provider is an error of its own`() async {
        let result = await outcome(invoker([:], Tries()))
        #expect(result == .failure(.noProvider(service: "s:1.0")))
    }

    @Test(arguments: [
        InvocationError.unreachable(reason: "refused"), .busy,
        .refused(status: .busy, text: "full"), .refused(status: .noProcessor, text: "not here"),
    ])
    func `what was certainly not executed is tried elsewhere`(error: InvocationError) async {
        let tries = Tries()
        let result = await outcome(invoker([1: .failure(error), 2: .success([9])], tries))
        #expect(result == .success([9]))
        #expect(tries.list == ["1 6.0 seconds", "2 6.0 seconds"])
    }

    @Test(arguments: [
        InvocationError.deadlineExceeded, .connectionLost(reason: "reset"),
        .refused(status: .timeout, text: "late"),
    ])
    func `what may have been executed is tried elsewhere only when that does no harm`(
        error: InvocationError
    ) async {
        let tries = Tries()
        let answers: Answers = [1: .failure(error), 2: .success([9])]
        #expect(await outcome(invoker(answers, tries)) == .failure(error))
        #expect(await outcome(invoker(answers, tries), idempotent: true) == .success([9]))
        #expect(tries.list == ["1 6.0 seconds", "1 3.0 seconds", "2 6.0 seconds"])
    }

    @Test(arguments: [
        InvocationError.refused(status: .serverException, text: "broken"),
        .refused(status: .success, text: "the service's own error"),
        .refused(status: .serverDeserializationException, text: "what is this"),
    ])
    func `an answer is an answer`(error: InvocationError) async {
        let tries = Tries()
        let result = await outcome(
            invoker([1: .failure(error), 2: .success([9])], tries), idempotent: true)
        #expect(result == .failure(error))
        #expect(tries.list.count == 1)
    }

    @Test func `tries are bounded and no provider is tried twice`() async {
        let down = Result<[UInt8], InvocationError>.failure(.unreachable(reason: "down"))
        let answers: Answers = [1: down, 2: down, 3: down, 4: down]
        let bounded = Tries()
        #expect(await outcome(invoker(answers, bounded, retries: 2)) == down)
        #expect(bounded.list.count == 3)
        let all = Tries()
        #expect(await outcome(invoker(answers, all, retries: 9)) == down)
        #expect(Set(all.list).count == 4)
        #expect(all.list.count == 4)
    }

    @Test func `a doubt is not forgotten because the next provider was not reachable`() async {
        let tries = Tries()
        let result = await outcome(
            invoker(
                [1: .failure(.deadlineExceeded), 2: .failure(.unreachable(reason: "down"))], tries),
            idempotent: true)
        #expect(result == .failure(.deadlineExceeded))
        #expect(tries.list.count == 2)
    }

    @Test func `calls are counted where they arrived`() async {
        let invoker = invoker(
            [1: .failure(.unreachable(reason: "down")), 2: .success([9]), 3: .success([9])],
            Tries())
        for _ in 0..<6 { _ = await outcome(invoker) }
        let counts = Dictionary(
            uniqueKeysWithValues: invoker.calls.map { ($0.address.port, $0.calls) })
        #expect(counts[1] == nil)
        #expect((counts[2] ?? 0) + (counts[3] ?? 0) == 6)
    }

    @Test func `each method takes its own turns`() async {
        let tries = Tries()
        let invoker = invoker([1: .success([]), 2: .success([])], tries)
        for _ in 0..<2 {
            for method in ["query", "pay"] { _ = await outcome(invoker, method: method) }
        }
        #expect(tries.list.map { $0.prefix(1) } == ["1", "1", "2", "2"])
    }

    @Test func `what may have been executed is known by the error`() {
        let may: [InvocationError] = [
            .deadlineExceeded, .connectionLost(reason: ""), .refused(status: .timeout, text: ""),
            .refused(status: .serverException, text: ""), .refused(status: .success, text: ""),
        ]
        let certainlyNot: [InvocationError] = [
            .noProvider(service: ""), .unreachable(reason: ""), .busy,
            .refused(status: .busy, text: ""), .refused(status: .noProcessor, text: ""),
            .refused(status: .serverDeserializationException, text: ""),
        ]
        #expect(may.map(\.mayHaveExecuted) == may.map { _ in true })
        #expect(certainlyNot.map(\.mayHaveExecuted) == certainlyNot.map { _ in false })
    }
}
