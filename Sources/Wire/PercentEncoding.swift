extension StringProtocol {
    /// The text as a part of a URL: every byte of its UTF-8 but the unreserved ones as `%4E`.
    ///
    /// Source: RFC 3986, 2.1 and 2.3.
    public var percentEncoded: String {
        utf8.reduce(into: "") { encoded, byte in
            switch byte {
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x5F, 0x7E:
                encoded.unicodeScalars.append(Unicode.Scalar(byte))
            default:
                let digits = String(byte, radix: 16, uppercase: true)
                encoded += digits.count == 1 ? "%0\(digits)" : "%\(digits)"
            }
        }
    }
}
