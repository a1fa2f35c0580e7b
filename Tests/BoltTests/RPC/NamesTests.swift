import Testing

@testable import Bolt

@Suite struct NamesTests {
    @Test func `a service name is written as SOFARPC writes it`() {
        let face = "io.sofastack.stockmng.facade.StockMngFacade"
        #expect("\(ServiceName(face))" == "\(face):1.0")
        #expect("\(ServiceName(face, uniqueID: "user99"))" == "\(face):1.0:user99")
        #expect(ServiceName(face, uniqueID: "user99").dataID == "\(face):1.0:user99@DEFAULT")
        #expect(ServiceName(parsing: face) == ServiceName(face))
        #expect(ServiceName(parsing: "\(face):2.0") == ServiceName(face, version: "2.0"))
        #expect(ServiceName(parsing: "\(face):1.0:学员") == ServiceName(face, uniqueID: "学员"))
    }

    @Test(arguments: ["", ":", "a:", "a::b", "a:1:b:c", "a b", "a:1.0@DEFAULT", "a#b", "a&b"])
    func `what is no service name is refused`(text: String) {
        #expect(ServiceName(parsing: text) == nil)
    }

    @Test func `an address is read and written`() {
        for text in ["127.0.0.1:12200", "localhost:1", "[::1]:65535"] {
            #expect(BoltAddress(text)?.description == text)
        }
        for text in [
            "", "127.0.0.1", "127.0.0.1:", ":1", "a:0", "a:65536", "::1:80", "a/b:1", "a b:1",
        ] {
            #expect(BoltAddress(text) == nil, "\(text)")
        }
    }
}
