/// How end tags and words travel through libxml2: as single letters that the normalised page has for nothing else.
///
/// libxml2 drops end tags that match nothing on its own stack, which is not ours, and closes others that it thinks
/// forgotten; and it takes some 90 instructions for every byte of text. So each end tag is one letter, U+0400 and the tag's
/// number, and each run of words one of U+0600 to U+063F in turn, which stands for the next text of the page's table
/// (`PageTable`). U+0640 stands on both sides of the name of an element that `Tag` does not list. Nothing else in the
/// normalised page is beyond ASCII, and no text but white space stands in it.
enum Mark {
  static let firstEnd: UInt8 = 0xD0
  static let lastEnd: UInt8 = 0xD3
  static let text: UInt8 = 0xD8
  static let name: UInt8 = 0xD9

  /// Writes the mark of an end tag.
  @inline(__always) static func write(endOf tag: Tag, to output: inout ByteSink) {
    output.append(firstEnd + UInt8(truncatingIfNeeded: tag.rawValue >> 6))
    output.append(0x80 + UInt8(truncatingIfNeeded: tag.rawValue & 0x3F))
  }

  /// Writes a mark before or behind the name in an end tag.
  @inline(__always) static func writeName(to output: inout ByteSink) {
    output.append(name)
    output.append(0x80)
  }

  /// Writes the mark of a text.
  @inline(__always) static func write(text number: Int, to output: inout ByteSink) {
    output.append(text)
    output.append(second(ofText: number))
  }

  /// The second byte of a text's mark, the same for every sixty-fourth.
  @inline(__always) static func second(ofText number: Int) -> UInt8 {
    0x80 + UInt8(truncatingIfNeeded: number & 0x3F)
  }

  /// The tag of an end tag's mark.
  @inline(__always) static func tag(_ first: UInt8, _ second: UInt8) -> Int {
    Int(first - firstEnd) << 6 | Int(second & 0x3F)
  }

  /// The hashes of all tags' names.
  static let hashes: [UInt64] = Tag.names.map { NameTable.hash($0.utf8) }
}
