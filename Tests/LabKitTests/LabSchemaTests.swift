import Foundation
import LabKit
import Testing
import Wire

/// `Labs/lab.schema.json` and the reader of `lab.yaml` say the same.
@Suite struct LabSchemaTests {
    private static let file = URL(filePath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "Labs/lab.schema.json")

    private func schema() throws -> JSONValue {
        try JSONDecoder().decode(JSONValue.self, from: Data(contentsOf: Self.file))
    }

    /// The object of the schema that describes a part of the grammar.
    private func part(_ grammar: LabGrammar, in schema: JSONValue) -> JSONValue? {
        switch grammar {
        case .lab: schema
        case .step, .check, .http, .action: schema["$defs"]?[grammar.rawValue]
        case .set, .copy, .buy: schema["$defs"]?["action"]?["properties"]?[grammar.rawValue]
        }
    }

    private func keys(_ value: JSONValue?) -> Set<String> {
        guard case .object(let members)? = value else { return [] }
        return Set(members.keys)
    }

    @Test(arguments: LabGrammar.allCases)
    func `every key of the reader is in the schema, and every key of the schema is read`(
        grammar: LabGrammar
    ) throws {
        let node = try #require(part(grammar, in: try schema()))
        #expect(keys(node["properties"]) == Set(grammar.keys))
        #expect(node["additionalProperties"] == false)
    }

    @Test func `every definition of the schema is used`() throws {
        let schema = try self.schema()
        let text = try String(contentsOf: Self.file, encoding: .utf8)
        for name in keys(schema["$defs"]) {
            #expect(text.contains("\"#/$defs/\(name)\""), "\(name)")
        }
    }

    @Test func `the values of a choice are those that the reader takes`() throws {
        let schema = try self.schema()
        let kinds = schema["$defs"]?["check"]?["properties"]?["kind"]?["enum"]
        #expect(kinds == .array(Check.Kind.allCases.map { .string($0.rawValue) }))
        let sources = schema["$defs"]?["action"]?["properties"]?["copy"]?["properties"]?["from"]
        #expect(
            sources?["enum"] == .array(LabAction.Source.allCases.map { .string($0.rawValue) }))
        let times = schema["$defs"]?["action"]?["properties"]?["buy"]?["properties"]?["times"]
        #expect(times?["maximum"] == .number(Double(LabAction.Purchase.timesLimit)))
    }
}
