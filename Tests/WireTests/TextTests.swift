import Testing
import Wire

@Suite struct TextTests {
    @Test(arguments: [
        ("user0", "user0"), ("a b&c=d", "a%20b%26c%3Dd"), ("张三", "%E5%BC%A0%E4%B8%89"),
        ("-._~", "-._~"), ("\n", "%0A"), ("", ""),
    ])
    func `only unreserved characters stay as they are in a URL`(text: String, encoded: String) {
        #expect(text.percentEncoded == encoded)
    }

    @Test func `both ends are trimmed, what stands between is not`() {
        #expect("  a  b ".trimmed() == "a  b")
        #expect("   ".trimmed() == "")
        #expect("“是。”".trimmed { "“”。".contains($0) } == "是")
    }
}
