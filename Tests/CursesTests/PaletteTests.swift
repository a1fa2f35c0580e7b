import Canvas
import Foundation
import Testing

@testable import Curses

@Suite struct PaletteTests {
    /// The part of each light of a colour among the 256 of xterm: a cube of 6 by 6 by 6 from 16 on,
    /// then 24 greys.
    private func lights(of colour: Int) -> [Double] {
        if colour >= 232 {
            return Array(repeating: Double(8 + (colour - 232) * 10) / 255, count: 3)
        }
        let steps = [0, 95, 135, 175, 215, 255]
        let number = colour - 16
        return [number / 36, number / 6 % 6, number % 6].map { Double(steps[$0]) / 255 }
    }

    /// Relative luminance, WCAG 2.2.
    private func luminance(of colour: Int) -> Double {
        let parts = lights(of: colour).map {
            $0 <= 0.04045 ? $0 / 12.92 : pow(($0 + 0.055) / 1.055, 2.4)
        }
        return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]
    }

    @Test(arguments: Role.allCases)
    func `every tone can be read on black and on white`(role: Role) {
        guard let colour = Palette(colours: 256).look(of: role).foreground else { return }
        let light = luminance(of: colour) + 0.05
        #expect(light / 0.05 >= 4, "on black")
        #expect(1.05 / light >= 4, "on white")
    }

    @Test(arguments: [8, 16, 88])
    func `with fewer colours the tones are the terminal's own`(colours: Int) {
        let palette = Palette(colours: colours)
        let tones = Role.allCases.compactMap { palette.look(of: $0).foreground }
        #expect(tones.sorted() == [1, 2, 3, 6])
    }

    @Test func `without colours every state has another look, or a sign`() {
        let palette = Palette(colours: 0)
        #expect(Role.allCases.allSatisfy { palette.look(of: $0).foreground == nil })
        #expect(palette.look(of: .selected).attributes == .reverse)
        #expect(palette.look(of: .broken).attributes == .bold)
    }
}
