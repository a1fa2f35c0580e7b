import TestSupport
import Testing

@testable import Bolt

@Suite struct ProviderAddressTests {
    private let address = BoltAddress(host: "127.0.0.1", port: 12200)

    @Test func `a provider is written as SOFARPC publishes it in SOFARegistry`() {
        let provider = ProviderAddress(
            address, weight: 50, application: "balance_mng", uniqueID: "user99",
            timeoutMilliseconds: 3000, startTimeMilliseconds: 1_700_000_000_000,
            parameters: ["zone": "a"])
        #expect(
            provider.description
                == "127.0.0.1:12200?rpcVer=50100&serialization=protobuf&weight=50&timeout=3000"
                + "&appName=balance_mng&p=1&v=4.0&_SERIALIZETYPE=protobuf&_WEIGHT=50&_TIMEOUT=3000"
                + "&app_name=balance_mng&uniqueId=user99&zone=a&startTime=1700000000000")
        #expect(ProviderAddress(parsing: provider.description) == provider)
    }

    @Test func `what SOFARPC publishes in SOFARegistry is read`() {
        let text =
            "127.0.0.1:12200?rpcVer=51403&serialization=hessian2&weight=100&timeout=3000"
            + "&appName=stock_mng&p=1&v=4.0&_SERIALIZETYPE=hessian2&_WEIGHT=100&_TIMEOUT=3000"
            + "&app_name=stock_mng&.query.timeout=500&startTime=1700000000000"
        #expect(
            ProviderAddress(parsing: text)
                == ProviderAddress(
                    address, application: "stock_mng", serialization: "hessian2",
                    timeoutMilliseconds: 3000, startTimeMilliseconds: 1_700_000_000_000,
                    parameters: [".query.timeout": "500"]))
    }

    @Test func `old keys, numbers of serializations and short forms are read`() {
        #expect(
            ProviderAddress(
                parsing: "127.0.0.1:12200?p=1&v=4.0&_SERIALIZETYPE=11&_WEIGHT=7&self_app_name=x")
                == ProviderAddress(address, weight: 7, application: "x"))
        #expect(
            ProviderAddress(
                parsing: "127.0.0.1:12200?p=1&v=4.0&_SERIALIZETYPE=protobuf&app_name=stock_mng")
                == ProviderAddress(address, application: "stock_mng"))
        #expect(
            ProviderAddress(parsing: "127.0.0.1:12200")
                == ProviderAddress(address, serialization: "hessian2"))
    }

    @Test func `the form of other registries is read`() {
        let text =
            "bolt://127.0.0.1:12200?version=1.0&uniqueId=user99&interface=a.B&weight=30&appName=x"
            + "&serialization=protobuf&protocol=bolt&language=java"
        #expect(
            ProviderAddress(parsing: text)
                == ProviderAddress(
                    address, weight: 30, application: "x", uniqueID: "user99",
                    parameters: [
                        "version": "1.0", "interface": "a.B", "protocol": "bolt",
                        "language": "java",
                    ]))
    }

    @Test(arguments: [
        "", "?weight=1", "127.0.0.1", "rest://127.0.0.1:80", "127.0.0.1:80?weight=heavy",
        "127.0.0.1:80?weight=-1", "127.0.0.1:80?weight", "127.0.0.1:80?startTime=now",
    ])
    func `what is no provider is refused`(text: String) {
        #expect(ProviderAddress(parsing: text) == nil)
    }

    @Test(arguments: [UInt64(31), 32])
    func `any provider is read as it was written`(seed: UInt64) {
        var random = SeededRandom(seed: seed)
        let characters = Array("aZ0.-_&=?#% 书+/:")
        func text() -> String {
            String(
                (0..<Int.random(in: 1...8, using: &random)).map { _ in
                    characters[Int.random(in: characters.indices, using: &random)]
                })
        }
        for _ in 0..<500 {
            let provider = ProviderAddress(
                BoltAddress(host: "host", port: .random(in: 1...65_535, using: &random)),
                weight: .random(in: 0...1000, using: &random), application: text(),
                serialization: Bool.random(using: &random) ? "protobuf" : "hessian2",
                uniqueID: text(),
                timeoutMilliseconds: Bool.random(using: &random) ? 5 : nil,
                startTimeMilliseconds: Bool.random(using: &random) ? 6 : nil,
                parameters: ["k" + text(): text()])
            #expect(ProviderAddress(parsing: "\(provider)") == provider, "seed \(seed)")
        }
    }
}
