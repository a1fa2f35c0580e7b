import Canvas
import LabKit
import Testing
import Wire

@testable import WorkshopUI

@Suite struct CatalogueTests {
    /// Texts that are the same in both languages, on purpose.
    private let same: Set<String> = [".transactions.xid", ".transactions.rows"]

    @Test func `no text is empty, none was left untranslated`() {
        let chinese = texts(of: Catalogue.chinese)
        let english = texts(of: Catalogue.english)
        #expect(chinese.count > 200)
        #expect(chinese.map(\.name) == english.map(\.name))
        for (left, right) in zip(chinese, english) {
            #expect(!left.text.isEmpty && !right.text.isEmpty, "\(left.name)")
            #expect(left.text != right.text || same.contains(left.name), "\(left.name)")
        }
    }

    @Test func `Chinese and Latin text are kept apart by a blank`() {
        for entry in texts(of: Catalogue.chinese) {
            let scalars = Array(entry.text.unicodeScalars)
            for (left, right) in zip(scalars, scalars.dropFirst()) {
                let touch = (isHan(left) && isLatin(right)) || (isLatin(left) && isHan(right))
                #expect(!touch, "\(entry.name): \(entry.text)")
            }
        }
    }

    @Test func `every key has words`() {
        let rows = KeyTable.everywhere + KeyContext.allCases.flatMap { KeyTable.rows($0) }
        for topic in Set(rows.map(\.topic)) {
            for language in Language.allCases {
                let text = Catalogue.of(language).keys[topic]
                #expect(!text.word.isEmpty && !text.sentence.isEmpty, "\(topic)")
            }
        }
    }

    @Test func `every command does something in words`() {
        for word in CommandWord.allCases {
            let sentences = Language.allCases.map { word.sentence(Catalogue.of($0).command) }
            #expect(Set(sentences).count == 2, "\(word)")
        }
    }

    private struct Entry {
        var name: String
        var text: String
    }

    /// Every text of a catalogue, with particulars filled in.
    private func texts(of value: Any, at path: String = "") -> [Entry] {
        switch value {
        case let text as String: return [Entry(name: path, text: text)]
        case let text as Text1: return [Entry(name: path, text: text("12"))]
        case let text as Text2: return [Entry(name: path, text: text("12", "34"))]
        case let text as Text3: return [Entry(name: path, text: text("12", "34", "56"))]
        case let table as [String: String]:
            return table.sorted { $0.key < $1.key }.map { Entry(name: "\(path).\($0)", text: $1) }
        case let language as Language: return [Entry(name: path, text: language.rawValue)]
        default:
            return Mirror(reflecting: value).children.enumerated().flatMap { index, child in
                texts(of: child.value, at: "\(path).\(child.label ?? String(index))")
            }
        }
    }

    private func isHan(_ scalar: Unicode.Scalar) -> Bool {
        (0x4E00...0x9FFF).contains(scalar.value)
    }

    private func isLatin(_ scalar: Unicode.Scalar) -> Bool {
        scalar.isASCII && scalar.properties.isAlphabetic || ("0"..."9").contains(scalar)
    }
}
