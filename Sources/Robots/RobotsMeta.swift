/// What a page itself tells crawlers: its `robots` metas and its `X-Robots-Tag` fields.
public struct RobotsMeta: Equatable, Sendable {
  /// The page shall not be indexed: `noindex` or `none`.
  public var isIndexable = true
  /// The page's links shall not be followed: `nofollow` or `none`.
  public var followsLinks = true
  /// No copy of the page shall be shown to the public: `noarchive` or `none`.
  ///
  /// A crawl keeps its raw answers all the same: its archive is its user's own, to read them again, and shown to nobody.
  public var isArchivable = true

  /// Makes the permission that a page gives by saying nothing.
  public init() {}

  /// Directives that carry a value behind a colon, which is no agent's.
  private static let valued: Set<String> = [
    "unavailable_after", "max-snippet", "max-image-preview", "max-video-preview",
  ]

  /// Takes a `meta` element into account: its name may be `robots` or an agent's; others say nothing.
  public mutating func add(metaName name: String, content: String, agent: String) {
    let lower = name.lowercased()
    guard lower == "robots" || lower == ProductToken.token(of: agent) else { return }
    for directive in content.utf8.split(whereSeparator: { $0 == 0x2c || $0 == 0x3b || $0 <= 0x20 }) {
      obey(String(decoding: directive, as: UTF8.self).lowercased())
    }
  }

  /// Takes an `X-Robots-Tag` field into account: `noindex, nofollow`, or `stance: none` for one agent only.
  public mutating func add(header value: String, agent: String) {
    let token = ProductToken.token(of: agent)
    var isMeant = true
    for part in value.utf8.split(separator: 0x2c) {
      var directive = RobotRules.trimmed(Array(part)[...])
      if let colon = directive.firstIndex(of: 0x3a) {
        let name = String(decoding: RobotRules.trimmed(directive[..<colon]), as: UTF8.self).lowercased()
        if RobotsMeta.valued.contains(name) { continue }
        isMeant = name == token || name == "*"
        directive = RobotRules.trimmed(directive[(colon + 1)...])
      }
      if isMeant { obey(String(decoding: directive, as: UTF8.self).lowercased()) }
    }
  }

  private mutating func obey(_ directive: String) {
    switch directive {
    case "noindex": isIndexable = false
    case "nofollow": followsLinks = false
    case "noarchive": isArchivable = false
    case "none":
      isIndexable = false
      followsLinks = false
      isArchivable = false
    default: break
    }
  }
}
