import Model

/// The words of a voice in pieces, its evidence apart; long texts are cut around the strongest.
enum MarkedWords {
  /// About so many bytes are shown.
  private static let length = 420

  /// The pieces in the order of the text.
  static func pieces(of voice: Voice, _ reading: Reading) -> [ListedVoice.Piece] {
    let bytes = Array(voice.text.utf8)
    let evidence = reading.evidence
      .filter { $0.place == .text && $0.start >= 0 && $0.start < $0.end && $0.end <= bytes.count }
      .sorted { $0.start < $1.start }
    let (from, to) = window(in: bytes, around: evidence)
    var pieces: [ListedVoice.Piece] = []
    func add(_ range: Range<Int>, _ evidence: Evidence? = nil, before: String = "", after: String = "") {
      let text = before + TerminalText.sanitised(String(decoding: bytes[range], as: UTF8.self)) + after
      if !text.isEmpty { pieces.append(.init(text: text, cue: evidence?.cue, weight: evidence?.weight ?? 0)) }
    }
    var position = from
    for piece in evidence where piece.start >= position && piece.end <= to {
      add(position..<piece.start, before: position == from && from > 0 ? "… " : "")
      add(piece.start..<piece.end, piece)
      position = piece.end
    }
    add(position..<to, before: position == from && from > 0 ? "… " : "", after: to < bytes.count ? " …" : "")
    return pieces
  }

  /// The part that is shown: the beginning, or what stands around the strongest evidence, cut at spaces.
  private static func window(in bytes: [UInt8], around evidence: [Evidence]) -> (from: Int, to: Int) {
    var from = 0
    var to = min(bytes.count, length)
    if bytes.count > length, let strongest = evidence.max(by: { abs($0.weight) < abs($1.weight) }) {
      from = max(0, min(strongest.start - length / 3, bytes.count - length))
      to = min(bytes.count, max(from + length, strongest.end))
      while from > 0, from < strongest.start, bytes[from - 1] != 0x20, bytes[from - 1] != 0x0a { from += 1 }
    }
    while to < bytes.count, bytes[to] != 0x20, bytes[to] != 0x0a, to < from + 2 * length { to += 1 }
    while to < bytes.count, bytes[to] & 0xc0 == 0x80 { to += 1 }
    while from > 0, bytes[from] & 0xc0 == 0x80 { from -= 1 }
    return (from, to)
  }
}
