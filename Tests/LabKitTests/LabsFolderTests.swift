import Foundation
import LabKit
import Testing
import Wire

/// The labs of the repository, as their authors left them.
@Suite struct LabsFolderTests {
    private static let root = URL(filePath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().appending(path: "Labs")

    private func source(_ folder: String) throws -> LabSource {
        let place = Self.root.appending(path: folder)
        func text(_ name: String) throws -> String {
            try String(contentsOf: place.appending(path: name), encoding: .utf8)
        }
        func names(_ folder: String) throws -> [String] {
            try FileManager.default.contentsOfDirectory(
                atPath: place.appending(path: folder).path)
        }
        return try LabSource(
            folder: folder, definition: text("lab.yaml"), chinese: text("zh.md"),
            english: text("en.md"), files: names("files"), solution: names("solution"))
    }

    @Test func `every lab passes the lint`() throws {
        let folders = try FileManager.default.contentsOfDirectory(atPath: Self.root.path)
            .filter { !$0.hasPrefix(".") && !$0.hasSuffix(".json") }.sorted()
        #expect(!folders.isEmpty)
        for folder in folders {
            let problems = try source(folder).lint().map { $0.line(in: .english) }
            #expect(problems == [], "\(folder)")
        }
    }

    @Test func `the first lab has its thirteen steps`() throws {
        let lab = try source("01-microservices").lab().get()
        #expect(
            lab.steps.map(\.id) == [
                "open-and-buy", "look-into-registry", "set-unique-id", "publish-account",
                "reference-over-bolt", "buy-over-the-wire", "stop-the-account", "second-instance",
                "question", "report", "find-the-trace", "read-the-count", "red-span",
            ])
        let last = try #require(lab.step("second-instance"))
        #expect(
            lab.prerequisites(of: last).map(\.id) == [
                "set-unique-id", "publish-account", "reference-over-bolt",
            ])
    }

    @Test func `Chinese texts keep a space between Chinese and Latin characters`() throws {
        let text = try source("01-microservices").chinese
        var inCode = false
        for line in text.split(separator: "\n") {
            if line.hasPrefix("```") { inCode.toggle() }
            guard !inCode, !line.hasPrefix("```") else { continue }
            let characters = Array(line)
            for (left, right) in zip(characters, characters.dropFirst()) {
                let touches =
                    (isHan(left) && isLatin(right)) || (isLatin(left) && isHan(right))
                #expect(!touches, "\(left)\(right) in: \(line)")
            }
        }
    }

    private func isHan(_ character: Character) -> Bool {
        character.unicodeScalars.first.map { (0x4E00...0x9FFF).contains($0.value) } ?? false
    }

    private func isLatin(_ character: Character) -> Bool {
        character.isASCII && (character.isLetter || character.isNumber || character == "`")
    }
}
