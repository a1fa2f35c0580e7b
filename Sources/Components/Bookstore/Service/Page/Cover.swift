/// A book's cover, drawn: the pictures of the original are not ours to hand out.
enum Cover {
    private static let colours = [
        "00001": "#1f5f8b", "00002": "#00809d", "00003": "#4b7a2f", "00004": "#8a6a12",
        "00005": "#7a4a8c",
    ]

    /// The picture of a code; nil when there is no such book.
    static func picture(of code: String) -> String? {
        colours[code].map { colour in
            """
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 72 96">\
            <rect width="72" height="96" rx="5" fill="\(colour)"/>\
            <rect width="7" height="96" fill="#000" opacity=".2"/>\
            <text x="14" y="86" font-family="monospace" font-size="12" fill="#fff">\(code)</text>\
            </svg>
            """
        }
    }
}
