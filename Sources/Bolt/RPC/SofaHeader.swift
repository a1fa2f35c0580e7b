/// Keys of the header map that SOFARPC peers read and write.
///
/// Source: sofa-rpc `RemotingConstants.java`; a Java protobuf server needs both ``service`` and
/// ``targetService``.
enum SofaHeader {
    static let service: StaticString = "service"
    static let targetService: StaticString = "sofa_head_target_service"
    static let method: StaticString = "sofa_head_method_name"
    static let targetApplication: StaticString = "sofa_head_target_app"
    static let application: StaticString = "app"
    static let protocolName: StaticString = "protocol"
    static let callType: StaticString = "type"
    static let responseError: StaticString = "sofa_head_response_error"

    /// The header of an answer that is an error.
    static let errorMark = BoltHeader([("\(responseError)", "true")])
}
