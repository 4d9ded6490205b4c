import Markup
import Model

/// The rule that knows lists of other pages, whose members look like comments: a headline that leads to each, or a first
/// link that leads to another page of the site.
///
/// `<div class="card"><a href="/autumn"><h3>Autumn</h3></a> <b>Ann</b> <i>March 14, 2009</i><p>We walked.</p></div>`.
extension CommentFinder {
  /// Members of a group that are looked at.
  private static let members = 6
  /// Nodes of an element in which links are looked for.
  private static let longest = 400
  /// Longest address in bytes that is looked at.
  private static let longestAddress = 2000

  /// Whether elements lead to other pages, any of them by its headline or half of them by their first link.
  func leadElsewhere(_ nodes: [Int]) -> Bool {
    let looked = nodes.prefix(CommentFinder.members)
    if looked.contains(where: { isHeadedByLink($0) }) { return true }
    return looked.reduce(0) { $0 + (opensWithLink($1) ? 1 : 0) } * 2 >= looked.count
  }

  /// Whether an element holds a heading in a link or a link in a heading that leads to another page.
  private func isHeadedByLink(_ node: Int) -> Bool {
    (node..<min(document.end(of: node), node + CommentFinder.longest)).contains { inner in
      let isLink = document.tag(inner) == .a
      guard isLink || isHeadline(inner) else { return false }
      let end = min(document.end(of: inner), inner + CommentFinder.longest)
      return (inner..<end).contains {
        guard isLink ? isHeadline($0) : document.tag($0) == .a else { return false }
        return document.valueRange(.href, of: isLink ? inner : $0).map { !document.contains($0, "#") } ?? false
      }
    }
  }

  private func isHeadline(_ node: Int) -> Bool {
    switch document.tag(node) {
    case .h1, .h2, .h3, .h4, .h5: document.role(of: node).isDisjoint(with: [.author, .authorBox])
    default: false
    }
  }

  /// Whether the first link of an element leads to another page of the site; that of the speaker, of the time and of an
  /// answer aside.
  private func opensWithLink(_ node: Int) -> Bool {
    let end = min(document.end(of: node), node + CommentFinder.longest)
    var inner = node
    while inner < end {
      let link = inner
      guard document.tag(link) == .a, let href = document.valueRange(.href, of: link) else {
        inner += 1
        continue
      }
      inner = max(inner + 1, document.end(of: link))
      guard href.count < CommentFinder.longestAddress, document.holdsLetters(link), !isSpeakers(link, href, in: node),
        !tellsTime(link), !speaksOfReplies(link),
        let address = Address(document.string(href), relativeTo: page.base)
      else { continue }
      guard address.host == page.address.host else { return false }
      let key = address.pageKey
      if key != page.address.pageKey, key != page.canonical { return true }
    }
    return false
  }

  /// Whether a link is named as the speaker's or leads to a member of the site.
  private func isSpeakers(_ link: Int, _ href: Range<Int>, in node: Int) -> Bool {
    let bytes = document.pool.span.extracting(href)
    if CommentFinder.profiles.occurs(in: bytes) || bytes.holds("@") || bytes.holds("/~") { return true }
    var outer = link
    while outer > node {
      if !document.role(of: outer).isDisjoint(with: [.author, .authorBox, .avatar]) { return true }
      outer = document.parent(of: outer)
    }
    return (link + 1..<min(document.end(of: link), link + 8)).contains {
      !document.role(of: $0).isDisjoint(with: [.author, .authorBox])
    }
  }

  private func tellsTime(_ link: Int) -> Bool {
    let range = link..<document.end(of: link)
    if document.weight(of: range, upTo: 40) >= 40 { return false }
    if range.contains(where: { document.tag($0) == .time }) { return true }
    let line = document.line(of: range, limit: 60)
    return TimeMarks.speaksOfTime(line, 0..<line.count)
  }

  /// What the addresses of people on a site hold.
  private static let profiles = WordIndex([
    "/u/", "user", "member", "profil", "people", "perfil", "utilisateur", "nutzer", "mitglied", "miembro", "usuario",
  ])
}
