import Foundation
import Hummingbird
import NIOCore
import Wire

/// Why a request's body cannot be taken.
public enum BodyProblem: Error, Equatable, Sendable {
    /// Larger than so many bytes.
    case tooLarge(limit: Int)
    /// Not JSON at all.
    case notJSON(String)
    /// A field is missing or has the wrong type. The path is dotted.
    case wrongField(path: String, reason: String)

    /// How it is answered: with 413 for `too_large`, else with 400 for `bad_request`.
    public var reply: ErrorReply {
        switch self {
        case .tooLarge(let limit):
            ErrorReply(code: "too_large", message: "the body is larger than \(limit) bytes")
        case .notJSON(let reason):
            ErrorReply(code: "bad_request", message: "the body is not JSON: \(reason)")
        case .wrongField(let path, let reason):
            ErrorReply(
                code: "bad_request", message: "field \(path): \(reason)", details: ["field": path])
        }
    }

    /// The answer to the request.
    public var response: Response {
        if case .tooLarge = self { return refusalResponse(reply, status: .contentTooLarge) }
        return refusalResponse(reply, status: .badRequest)
    }
}

/// Reads a request's JSON body, whatever its content type says: old clients name none.
///
/// - Parameter limit: the largest body in bytes; 64 KiB by default.
public func readJSON<Value: Decodable>(
    _: Value.Type, from request: Request, limit: Int = 64 << 10
) async throws(BodyProblem) -> Value {
    let buffer: ByteBuffer
    do {
        buffer = try await request.body.collect(upTo: limit)
    } catch is NIOTooManyBytesError {
        throw .tooLarge(limit: limit)
    } catch {
        throw .notJSON("it did not arrive whole (\(error))")
    }
    do {
        return try JSONDecoder().decode(Value.self, from: Data(buffer.readableBytesView))
    } catch let error as DecodingError {
        throw BodyProblem(error)
    } catch {
        throw .notJSON("\(error)")
    }
}

extension BodyProblem {
    fileprivate init(_ error: DecodingError) {
        switch error {
        case .keyNotFound(let key, let context):
            self = .wrongField(path: Self.path(context, key), reason: "is missing")
        case .typeMismatch(let type, let context):
            self = Self.field(context, "is not \(Self.name(of: type))")
        case .valueNotFound(let type, let context):
            self = Self.field(context, "is null, not \(Self.name(of: type))")
        case .dataCorrupted(let context):
            self =
                context.codingPath.isEmpty
                ? .notJSON(context.debugDescription)
                : Self.field(context, context.debugDescription)
        @unknown default:
            self = .notJSON("\(error)")
        }
    }

    private static func field(_ context: DecodingError.Context, _ reason: String) -> BodyProblem {
        context.codingPath.isEmpty
            ? .notJSON("the whole \(reason)")
            : .wrongField(path: path(context, nil), reason: reason)
    }

    private static func path(_ context: DecodingError.Context, _ key: (any CodingKey)?) -> String {
        (context.codingPath + [key].compactMap { $0 }).map(\.stringValue).joined(separator: ".")
    }

    private static func name(of type: Any.Type) -> String {
        switch type {
        case is String.Type: "a string"
        case is Bool.Type: "a truth value"
        case is Int.Type, is Double.Type, is Int64.Type: "a number"
        default: "an object"
        }
    }
}
