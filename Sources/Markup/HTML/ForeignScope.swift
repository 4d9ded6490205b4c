/// Whether the normaliser is inside SVG or MathML, where names and CDATA mean something else.
///
/// An approximation of the tree builder's knowledge that needs no tree: exact for content without mistakes.
struct ForeignScope {
  /// Open foreign elements and, within them, elements whose content is HTML again.
  private var open: [(tag: Tag, isForeign: Bool)] = []
  private static let deepest = 64

  /// Whether the next token is in foreign content.
  var isForeign: Bool { open.last?.isForeign ?? false }

  /// Takes a start tag into account.
  mutating func open(_ tag: Tag, isSelfClosing: Bool) {
    if tag == .svg || tag == .math {
      if !isSelfClosing, open.count < ForeignScope.deepest { open.append((tag, true)) }
      return
    }
    guard isForeign else { return }
    switch tag {
    case .foreignObject, .desc, .title, .annotationXML, .mi, .mo, .mn, .ms, .mtext:
      if !isSelfClosing, open.count < ForeignScope.deepest { open.append((tag, false)) }
    default:
      guard TagTraits.all[Int(tag.rawValue)].contains(.breakout) else { return }
      while let last = open.last, last.isForeign { open.removeLast() }
    }
  }

  /// Takes an end tag into account.
  mutating func close(_ tag: Tag) {
    guard !open.isEmpty else { return }
    if let index = open.lastIndex(where: { $0.tag == tag }) { open.removeSubrange(index...) }
  }
}
