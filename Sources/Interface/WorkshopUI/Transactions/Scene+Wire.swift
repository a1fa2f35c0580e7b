import Canvas
import CoordinatorAPI
import TracerAPI
import Wire

extension Scene {
    /// The frames of a transaction; below, all that the selected one says, and its bytes.
    func wireRows(_ reading: TransactionReading, selection: Int, _ size: Size) -> [Line] {
        let frames = reading.frames
        guard !frames.isEmpty else {
            return [.blank] + wrapped(words.transactions.noFrames, size.width, .dim)
        }
        let index = min(selection, frames.count - 1)
        let rows = frames.enumerated().map { place, frame in
            frameRow(frame, isSelected: place == index, size.width).item(place)
        }
        guard size.height >= 10 else { return window(rows, around: index, height: size.height) }
        let detail = frameDetail(frames[index], size.width)
        let room = size.height - 1
        let list = min(rows.count, max(room / 2, room - detail.count))
        return Array(
            (window(rows, around: index, height: list) + [.blank] + detail).prefix(size.height))
    }

    private func frameRow(_ frame: FrameView, isSelected: Bool, _ width: Int) -> Line {
        let isChosen = isSelected && hasFocus
        let peer = frame.peer.isEmpty ? "?" : frame.peer
        // Which way it went: the coordinator stands at the right.
        let way = frame.isReceived ? glyphs.arrow : glyphs.arrowBack
        var line = Line([
            marker(isChosen), Span(fitted(Microseconds.text(frame.offset), 9, .right) + "  ", .dim),
            Span(fitted(peer, width >= 60 ? 14 : 11)), Span("\(way) ", .focus),
            Span(frame.name, isChosen ? .title : .plain),
        ])
        if width >= 60 {
            line = line.right("#\(frame.id)  ", .dim)
                .right(
                    fitted(words.transactions.bytes(Numbers.grouped(frame.length)), 8, .right), .dim
                )
        }
        return line
    }

    private func frameDetail(_ frame: FrameView, _ width: Int) -> [Line] {
        let wrap = StyledWrap(width: width, widths: widths)
        var runs: [Span] = [Span("\(frame.name)   ", .title)]
        for field in frame.fields where !field.value.isEmpty {
            runs += [Span("\(field.name) ", .dim), Span("\(field.value)   ")]
        }
        return wrap.lines(of: runs) + hexadecimalRows(frame, width)
    }

    /// The head of sixteen bytes by its fields, then the rest.
    private func hexadecimalRows(_ frame: FrameView, _ width: Int) -> [Line] {
        let bytes = frame.byteTexts
        guard bytes.count >= 16 else { return [Line(bytes.joined(separator: " "), .dim)] }
        let fields: [(String, Range<Int>)] = [
            ("magic", 0..<2), ("version", 2..<3), ("length", 3..<7), ("head", 7..<9),
            ("type", 9..<10), ("codec", 10..<11), ("compressor", 11..<12), ("id", 12..<16),
        ]
        let head = fields.flatMap { name, range in
            [Span("\(name) ", .dim), Span("\(bytes[range].joined())  ", .focus)]
        }
        let wrap = StyledWrap(width: width, widths: widths)
        var rows = wrap.lines(of: head)
        let perRow = width >= 76 ? 24 : width >= 52 ? 16 : 8
        for start in stride(from: 16, to: bytes.count, by: perRow) {
            let part = bytes[start..<min(bytes.count, start + perRow)]
            let row = Line(part.joined(separator: " "), .dim)
            rows.append(width >= 100 ? row.right(FrameView.letters(part)) : row)
        }
        if frame.length > bytes.count { rows.append(Line(glyphs.ellipsis, .dim)) }
        return rows
    }
}

extension FrameView {
    /// Two digits a byte.
    var byteTexts: [String] {
        let digits = Array(bytes)
        return stride(from: 0, to: digits.count - 1, by: 2).map { String(digits[$0...($0 + 1)]) }
    }

    /// The letters that bytes stand for, a dot for others.
    static func letters(_ bytes: some Sequence<String>) -> String {
        String(
            bytes.map { text -> Character in
                guard let byte = UInt8(text, radix: 16), (0x20..<0x7F).contains(byte) else {
                    return "."
                }
                return Character(Unicode.Scalar(byte))
            })
    }
}
