import Canvas
import Foundation
import Testing
import Wire

@testable import WorkshopUI

/// Screens kept as text in `Goldens/`. `WORKSHOP_RECORD=1` writes them anew; a person reads them.
enum Golden {
    private static let folder = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent("Goldens")

    /// Compares a model's screen with the one kept under its name, language and size.
    static func expect(_ model: Model, _ name: String) throws {
        let size = "\(model.size.width)x\(model.size.height)"
        let file = folder.appendingPathComponent("\(name).\(model.language.rawValue).\(size).txt")
        let shown = model.screenText + "\n"
        if ProcessInfo.processInfo.environment["WORKSHOP_RECORD"] == "1" {
            try shown.write(to: file, atomically: true, encoding: .utf8)
            return
        }
        let kept = try String(contentsOf: file, encoding: .utf8)
        let rows = zip(
            shown.split(separator: "\n", omittingEmptySubsequences: false),
            kept.split(separator: "\n", omittingEmptySubsequences: false))
        for (index, pair) in rows.enumerated() where pair.0 != pair.1 {
            Issue.record(
                """
                \(file.lastPathComponent):\(index + 1) differs (WORKSHOP_RECORD=1 writes it anew)
                kept  \(pair.1)
                shown \(pair.0)
                """)
            return
        }
        #expect(shown == kept)
    }
}
