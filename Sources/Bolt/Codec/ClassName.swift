/// Class names on the wire that have a meaning of their own. A request's class selects its
/// processor at the receiver.
public enum ClassName {
    /// A call of a service method, whatever its codec.
    public static let sofaRequest = "com.alipay.sofa.rpc.core.request.SofaRequest"
    /// The answer to such a call.
    public static let sofaResponse = "com.alipay.sofa.rpc.core.response.SofaResponse"

    private static let sofaRequestBytes = Array(sofaRequest.utf8)
    private static let sofaResponseBytes = Array(sofaResponse.utf8)

    /// The text of a class name; the two frequent ones cost no allocation.
    static func text(of bytes: UnsafeRawBufferPointer) -> String {
        if bytes.count == sofaRequestBytes.count, bytes.elementsEqual(sofaRequestBytes) {
            return sofaRequest
        }
        if bytes.count == sofaResponseBytes.count, bytes.elementsEqual(sofaResponseBytes) {
            return sofaResponse
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
