internal import Frontier
internal import Model

/// What it means to an item that its host sends us elsewhere.
enum Redirection: Equatable {
  /// Another item, to be judged and fetched like any other.
  case moved(FrontierItem)
  /// The same page under another spelling: the same item, to be asked again when its host may be.
  case respelled(FrontierItem)
  /// A way that leads nowhere, in a few words.
  case lost(cause: String)

  /// Redirects that are followed one after another (RFC 2616 §10.3 speaks of five as what earlier clients took).
  static let longestTrail = 5

  /// Judges a redirect from an item's address.
  static func of(_ item: FrontierItem, to target: Address) -> Redirection {
    let here = item.address.withoutFragment.href
    let target = target.withoutFragment
    if target.href == here { return .lost(cause: "redirects to itself") }
    let trail = item.trail + [here]
    if trail.contains(target.href) { return .lost(cause: "redirects in a circle") }
    if trail.count > longestTrail { return .lost(cause: "redirects more than \(longestTrail) times") }
    var next = item
    next.address = target
    next.trail = trail
    // A comment source is known by its exact address: another spelling of it is another item.
    if case .source = item.role { return moved(next, from: here) }
    let key = target.pageKey
    if key == item.address.pageKey { return .respelled(next) }
    if item.trail.contains(where: { Address($0)?.pageKey == key }) { return .lost(cause: "redirects in a circle") }
    return moved(next, from: here)
  }

  private static func moved(_ item: FrontierItem, from referrer: String) -> Redirection {
    var item = item
    item.referrer = referrer
    return .moved(item)
  }
}
