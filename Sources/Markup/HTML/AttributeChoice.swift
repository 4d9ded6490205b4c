/// Which attributes are worth handing on.
enum AttributeChoice {
  /// Whether an attribute can matter to anyone who reads the document.
  static func isKept(_ name: Range<Int>, value: Range<Int>, of view: ByteView, inForeign: Bool) -> Bool {
    let first = view[name.lowerBound].lowercasedASCII
    if inForeign {
      // Of a drawing, what it is called and where it leads; not how it is drawn.
      switch first {
      case 0x64: return view[name.lowerBound + 1] | 0x20 == 0x61
      case 0x66, 0x6D, 0x70, 0x73, 0x76, 0x77, 0x67, 0x79: return false
      default: return true
      }
    }
    switch first {
    case 0x73:
      return
        !(name.count == 6 && view.matches("srcset", at: name.lowerBound)
        || name.count == 5 && view.matches("sizes", at: name.lowerBound))
    case 0x6F:
      // Handlers, but for those that tell which comment is answered.
      guard name.count > 4, view[name.lowerBound + 1] | 0x20 == 0x6E else { return true }
      return contains("comment", view, value) || contains("reply", view, value)
    default: return true
    }
  }

  private static func contains(_ word: StaticString, _ view: ByteView, _ range: Range<Int>) -> Bool {
    var index = range.lowerBound
    while index + word.utf8CodeUnitCount <= range.upperBound {
      if view.matches(word, at: index) { return true }
      index += 1
    }
    return false
  }
}
