/// How end tags travel through libxml2: as marks in the text.
///
/// libxml2 drops end tags that match nothing on its own stack, which is not ours, and closes others that it thinks
/// forgotten. A mark is the delete character, which the normaliser takes out of all text, with the tag's number in two
/// letters, or a full stop with the name of an element that `Tag` does not list and another delete character.
enum EndMark {
  static let byte: UInt8 = 0x7F
  private static let dot: UInt8 = 0x2E

  /// Puts a mark in place of the name that stands at the end of the output.
  static func write(_ tag: Tag, named start: Int, in output: inout ByteSink) {
    if tag == .other {
      let count = output.count
      output.append(byte)
      output.append(dot)
      output.append(byte)
      // The name moves up by the two bytes before it.
      for index in stride(from: count - 1, through: start, by: -1) { output[index + 2] = output[index] }
      output[start] = byte
      output[start + 1] = dot
      return
    }
    output.truncate(to: start)
    output.append(byte)
    output.append(0x40 + UInt8(truncatingIfNeeded: tag.rawValue >> 5))
    output.append(0x40 + UInt8(truncatingIfNeeded: tag.rawValue & 31))
  }

  /// Reads the mark at an offset; gives the token and the offset behind it.
  static func read(_ bytes: [UInt8], at start: Int, end: Int, hashes: [UInt64]) -> (TreeBuilder.Token, Int) {
    guard start + 2 < end else { return (TreeBuilder.Token(tag: .document, hash: 0), end) }
    if bytes[start + 1] != dot {
      let tag = Int(bytes[start + 1] & 0x1F) << 5 | Int(bytes[start + 2] & 0x1F)
      guard tag < hashes.count else { return (TreeBuilder.Token(tag: .document, hash: 0), start + 3) }
      return (TreeBuilder.Token(tag: Tag(rawValue: UInt16(tag)), hash: hashes[tag]), start + 3)
    }
    var hash = NameTable.seed
    var index = start + 2
    while index < end, bytes[index] != byte {
      hash = NameTable.step(hash, bytes[index])
      index += 1
    }
    return (TreeBuilder.Token(tag: .other, hash: NameTable.finished(hash)), min(index + 1, end))
  }

  /// The hashes of all tags' names.
  static let hashes: [UInt64] = Tag.names.map { NameTable.hash($0.utf8) }
}
