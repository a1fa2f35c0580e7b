import Testing

@testable import Curses

/// What a terminal shows that has nothing but ASCII.
@Suite struct AsciiTwinTests {
    @Test(arguments: [
        ("603 µs ─› 4.2/s", "603 us -> 4.2/s"), ("plain", "plain"), ("● ┄ “a”", "* - \"a\""),
        ("书 ☃", "_  _"),
    ])
    func `each character has its twin, wide ones take two columns`(text: String, ascii: String) {
        #expect(AsciiTwin.text(text) == ascii)
    }
}
