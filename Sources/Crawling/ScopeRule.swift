internal import Domains
internal import Model

/// Whether an address lies within a crawl's scope; grows when a seed moves to another host.
struct ScopeRule {
  let scope: Scope
  private var hosts: Set<String> = []
  private var domains: Set<String> = []

  /// Makes the rule of a topic.
  init(_ topic: Topic) {
    scope = topic.scope
    for seed in topic.seeds { admit(seed) }
  }

  /// Takes an address' host into the scope: a seed's, or the one that a seed redirects to.
  mutating func admit(_ address: Address) {
    hosts.insert(ScopeRule.bare(address))
    if scope == .domain { domains.insert(ScopeRule.domain(of: address)) }
  }

  /// Whether links to the address are followed.
  func contains(_ address: Address) -> Bool {
    switch scope {
    case .page: false
    case .host: hosts.contains(ScopeRule.bare(address))
    case .domain: domains.contains(ScopeRule.domain(of: address))
    case .web: true
    }
  }

  /// Whether the address' host holds a seed, or belongs to the domain of one.
  func isHome(_ address: Address) -> Bool {
    hosts.contains(ScopeRule.bare(address)) || domains.contains(ScopeRule.domain(of: address))
  }

  /// `www.blog.example` and `blog.example` are one host to a reader.
  private static func bare(_ address: Address) -> String {
    let name = address.authority
    return name.hasPrefix("www.") ? String(name.dropFirst(4)) : name
  }

  private static func domain(of address: Address) -> String {
    let name = Domains.registrableDomain(of: address.host) ?? address.host
    return address.port.map { "\(name):\($0)" } ?? name
  }
}
