internal import Reporting

/// Walks over a voice's words in pieces that are its own or other people's.
struct QuotedWords {
  /// Where other people's words begin (+1) and end (−1), in order.
  private var edges: ArraySlice<(byte: Int, step: Int)>
  /// How many quotations lie around the last piece.
  private var depth = 0

  /// Starts at the first byte.
  ///
  /// - Parameter quoted: the UTF-8 ranges that are other people's words.
  init(_ quoted: [Range<Int>]) {
    edges = quoted.flatMap { [($0.lowerBound, 1), ($0.upperBound, -1)] }.sorted { $0 < $1 }[...]
  }

  /// Adds the next words to a text, other people's faint, or between brackets where there is no colour.
  ///
  /// - Parameters:
  ///   - range: what is added, which begins where the last piece ended.
  ///   - mark: adds a piece in a look of its own.
  mutating func add(
    _ range: Range<Int>, of bytes: [UInt8], to text: inout InkedText, in style: TerminalStyle,
    mark: ((String, inout InkedText) -> Void)? = nil
  ) {
    var position = range.lowerBound
    while position < range.upperBound {
      let before = depth
      while let edge = edges.first, edge.byte <= position {
        depth += edge.step
        edges.removeFirst()
      }
      if style.colours == .none {
        if before == 0, depth > 0 { text.add("[quoted: ") }
        if before > 0, depth == 0 { text.add("]") }
      }
      let next = min(range.upperBound, edges.first?.byte ?? range.upperBound)
      let piece = String(decoding: bytes[position..<next], as: UTF8.self)
      if let mark { mark(piece, &text) } else { text.add(piece, depth > 0 ? .faint : .plain) }
      position = next
    }
  }

  /// Ends a quotation that reaches to the last word.
  func end(_ text: inout InkedText, in style: TerminalStyle) {
    if depth > 0, style.colours == .none { text.add("]") }
  }
}
