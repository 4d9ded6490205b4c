import Model

/// The rule that says who speaks: a speaker on a site, joined across sites where a link proves it.
enum Person {
  /// Names that many people share because a form puts them there.
  private static let nobody: Set<String> = [
    "", "anonymous", "anonym", "anonyme", "anónimo", "anonimo", "anônimo", "anoniem", "guest", "gast", "invité",
    "unknown", "unbekannt", "a reader", "reader", "visitor", "someone", "no name", "n/a", "?", "-", "user", "commenter",
  ]

  /// The key of a speaker on a site; `nil` for nobody in particular.
  static func key(speaker: String?, site: String) -> String? {
    guard let name = name(of: speaker) else { return nil }
    return "\(name)@\(site)"
  }

  /// A speaker's name as it is compared: lower case, single spaces; `nil` for names that many people share.
  static func name(of speaker: String?) -> String? {
    guard let speaker else { return nil }
    let folded = speaker.lowercased().split(whereSeparator: \.isWhitespace).joined(separator: " ")
    return nobody.contains(folded) ? nil : folded
  }

  /// A speaker's link as it is compared: without scheme, `www.`, fragment and last slash; `nil` for none.
  static func link(of address: String?) -> String? {
    guard let address, let parsed = Address(address) else { return nil }
    let host = parsed.host.hasPrefix("www.") ? String(parsed.host.dropFirst(4)) : parsed.host
    let path = parsed.path.hasSuffix("/") ? String(parsed.path.dropLast()) : parsed.path
    // The front page of a service that hosts everybody says nothing about a person.
    if path.isEmpty, shared.contains(host), parsed.query == nil { return nil }
    return "\(host)\(path)\(parsed.query.map { "?\($0)" } ?? "")"
  }

  private static let shared: Set<String> = [
    "twitter.com", "x.com", "facebook.com", "google.com", "plus.google.com", "linkedin.com", "blogger.com",
    "wordpress.com", "disqus.com", "youtube.com", "gravatar.com", "medium.com", "tumblr.com", "instagram.com",
  ]
}

/// Sets that grow together: who turns out to be one person with whom.
///
/// Union by smaller number with path halving (Tarjan and van Leeuwen, J. ACM 31(2), 1984).
struct Unions {
  private var parent: [Int32] = []

  /// Makes room for a new member; gives its number.
  mutating func add() -> Int32 {
    parent.append(Int32(parent.count))
    return Int32(parent.count - 1)
  }

  /// The number that stands for a member's set.
  mutating func root(of member: Int32) -> Int32 {
    var member = member
    while parent[Int(member)] != member {
      parent[Int(member)] = parent[Int(parent[Int(member)])]
      member = parent[Int(member)]
    }
    return member
  }

  /// Makes one set of two.
  mutating func join(_ left: Int32, _ right: Int32) {
    let left = root(of: left)
    let right = root(of: right)
    if left < right { parent[Int(right)] = left } else { parent[Int(left)] = right }
  }
}
