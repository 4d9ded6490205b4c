/// Which attributes are worth handing on.
enum AttributeChoice {
  /// Whether an attribute can matter to anyone who reads the document.
  static func isKept(_ name: Range<Int>, value: Range<Int>, of view: ByteView, inForeign: Bool) -> Bool {
    let first = view[name.lowerBound] | 0x20
    if inForeign {
      // Of a drawing, what it is called and where it leads; not how it is drawn.
      switch first {
      case 0x64: return view[name.lowerBound + 1] | 0x20 == 0x61
      case 0x66, 0x6D, 0x70, 0x73, 0x76, 0x77, 0x67, 0x79: return false
      default: return true
      }
    }
    switch first {
    case 0x73: return !(isSame(name, "srcset", view) || isSame(name, "sizes", view))
    case 0x6F:
      // Handlers, but for those that tell which comment is answered.
      guard name.count > 4, view[name.lowerBound + 1] | 0x20 == 0x6E else { return true }
      return contains("comment", view, value) || contains("reply", view, value)
    default: return true
    }
  }

  private static func isSame(_ name: Range<Int>, _ word: StaticString, _ view: ByteView) -> Bool {
    name.count == word.utf8CodeUnitCount && view.matches(word, at: name.lowerBound)
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
