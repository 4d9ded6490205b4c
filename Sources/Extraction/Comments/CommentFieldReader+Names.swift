import Markup

/// Where a comment's line shows that a name ends.
extension CommentFieldReader {
  /// Words in small letters inside names.
  private static let particles: Set<String> = [
    "de", "la", "da", "di", "du", "del", "della", "delle", "degli", "le", "van", "von", "der", "den", "dos", "das",
    "do",
    "al", "el", "bin", "ben", "ibn", "bint", "y", "e", "i", "af", "av", "ter", "ten", "zu", "zur", "vom", "and",
    "und",
  ]

  /// A name without what an element of another class says right behind it: `<span class="n">Ann</span><span class="tag">Author</span>`.
  private func withoutBadge(_ name: String, _ node: Int, _ line: Range<Int>) -> String? {
    guard document.tag(node) == .span || document.tag(node) == .a || document.tag(node) == .b,
      let next = document.nextSibling(of: node), next < line.upperBound, document.tag(next) == .span,
      let own = document.value(.class, of: node), let other = document.value(.class, of: next), own != other
    else { return nil }
    let first = document.text(of: node..<document.end(of: node), limit: 80)
    let badge = document.text(of: next..<document.end(of: next), limit: 40)
    guard first.utf8.count > 1, !badge.isEmpty, name == first + badge || name == first + " " + badge else { return nil }
    return Byline.name(first)
  }

  /// A name as far as the element at the beginning of its line goes: `<b>Ann Lee</b> whispered on …`.
  func boundName(_ name: String, in line: Range<Int>) -> String {
    var node = line.lowerBound
    while node < line.upperBound, document.isText(node), document.weight(of: node..<node + 1, upTo: 1) == 0 {
      node += 1
    }
    guard node < line.upperBound else { return name }
    if let own = withoutBadge(name, node, line) { return own }
    switch document.tag(node) {
    case .b, .strong, .cite, .a: break
    default: return name
    }
    let bold = document.line(of: node..<document.end(of: node), limit: 120)
    let bytes = Array(name.utf8)
    guard bold.count > 1, bytes.count > bold.count + 2, bytes.starts(with: bold), bytes[bold.count] == 0x20 else {
      return name
    }
    // "<b>Ann</b> Lee" is one name, and so is "<b>Maria</b> de la Cruz".
    let next = bytes[(bold.count + 1)...].prefix { $0 != 0x20 }
    guard let first = next.first, first >= 0x61, first <= 0x7a else { return name }
    return Self.particles.contains(String(decoding: next, as: UTF8.self)) ? name : String(decoding: bold, as: UTF8.self)
  }
}
