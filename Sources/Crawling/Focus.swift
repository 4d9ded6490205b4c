internal import Model

/// What a crawl of the wide web follows: an estimate, for each link, of how likely it leads to words about the service.
///
/// Pages about the service keep each other company, on one host and along the links of their texts (Chakrabarti, van den
/// Berg and Dom, "Focused crawling", 1999). Each host's share of pages about the service is estimated from what it gave,
/// and from what the headlines of its listings promise; hosts of which little is known are taken for ordinary ones.
struct Focus {
  /// The page that names a link.
  struct Referrer {
    var host: String
    /// Whether it speaks of the service.
    var isOnTopic: Bool
    /// Whether it is a listing, where nobody speaks.
    var isListing: Bool
    /// Whether it is a seed.
    var isSeed: Bool
  }

  /// Pages seen, and those of them about the service.
  private struct Yield {
    var seen = 0.0
    var fruitful = 0.0
  }

  /// The odds ratios of what stands beside a link: how much likelier it is found at links to words about the service.
  private enum Ratio {
    /// The anchor or the address names the service.
    static let naming = 60.0
    /// They do not.
    static let silent = 0.4
    /// The link stands in words about the service.
    static let context = 12.0
  }

  /// The likelihood below which a link is left alone.
  static let leastLikelihood = 0.03
  /// The likelihood from which on a link is asked whatever its host gave meanwhile.
  private static let ownReason = 0.12
  /// Hosts that are remembered.
  private static let hostsKept = 200_000
  /// How much a headline says about a host, compared with a page.
  private static let headlineWeight = 1.0
  /// Posts about the service for each headline that names it.
  private static let headlineYield = 1.5
  /// Links to posts about the service that a page of headlines is expected to give, for each of its host's likelihood.
  private static let headlines = 5.0

  /// Pages about the service beyond which one more that names a link says nothing new.
  private static let mostWitnesses = 3
  /// Links whose witnesses are counted.
  private static let linksKept = 500_000

  private var hosts: [String: Yield] = [:]
  private var witnesses: [UInt64: UInt8] = [:]
  private var all = Yield(seen: 20, fruitful: 4)

  /// Notes a page that was read.
  ///
  /// - Parameter wasPromised: whether the page was chosen because its headline names the service; then it says little
  ///   about its host that the headline did not.
  mutating func note(_ host: String, isOnTopic: Bool, wasPromised: Bool) {
    let weight = wasPromised ? 0.3 : 1
    note(host, Yield(seen: weight, fruitful: isOnTopic ? weight : 0))
  }

  /// Notes the headlines of a listing: how many there are, and how many name the service.
  mutating func noteHeadlines(of host: String, count: Int, naming: Int) {
    let seen = Double(count) * Focus.headlineWeight
    let fruitful = Double(naming) * Focus.headlineWeight * Focus.headlineYield
    let yield = Yield(seen: seen, fruitful: min(seen, fruitful))
    note(host, yield)
    all.seen += yield.seen
    all.fruitful += yield.fruitful
  }

  private mutating func note(_ host: String, _ yield: Yield) {
    guard hosts[host] != nil || hosts.count < Focus.hostsKept else { return }
    hosts[host, default: Yield()].seen += yield.seen
    hosts[host, default: Yield()].fruitful += yield.fruitful
  }

  /// Notes that words about the service name a link; gives how many pages did so.
  mutating func noteWitness(of link: UInt64) -> Int {
    let count = min(Focus.mostWitnesses, Int(witnesses[link] ?? 0) + 1)
    if count > 1 || witnesses.count < Focus.linksKept { witnesses[link] = UInt8(count) }
    return count
  }

  /// How likely a page of a host is about the service, when nothing else is known of it: 0…1.
  func likelihood(_ host: String) -> Double {
    let usual = all.fruitful / all.seen
    let own = hosts[host] ?? Yield()
    return (own.fruitful + 2 * usual) / (own.seen + 2)
  }

  /// Whether a host has given a page about the service.
  func isFruitful(_ host: String) -> Bool { (hosts[host]?.fruitful ?? 0) >= 0.3 }

  /// How soon a link is followed, 0…20: twenty times the likelihood that it leads to words about the service, or to
  /// headlines of such; `nil` when it is not followed.
  ///
  /// - Parameter witnesses: how many pages about the service name it in their words, this one among them.
  func priority(of link: Link, to host: String, naming: Bool, witnesses: Int, from page: Referrer) -> Double? {
    let anchor = naming ? Ratio.naming : Ratio.silent
    switch link.context {
    case .post, .comment, .related, .speaker:
      guard page.isOnTopic || naming else { return nil }
      var ratio = anchor
      for _ in 0..<witnesses { ratio *= Ratio.context }
      return worth(updated(likelihood(host), by: ratio))
    case .pagination:
      return page.isListing || page.isOnTopic ? worth(ofHeadlinesAt: host) : nil
    case .listing, .navigation:
      if naming { return worth(updated(likelihood(host), by: anchor)) }
      // A listing leads into its own host; to the first pages of others where its host speaks of the service.
      if host == page.host {
        return page.isListing && link.context == .listing ? worth(updated(likelihood(host), by: anchor)) : nil
      }
      return isFruitful(page.host) || page.isSeed ? worth(ofHeadlinesAt: host) : nil
    }
  }

  /// How soon the first page of a host is asked that has spoken of the service.
  func priorityOfHome(_ host: String) -> Double { worth(ofHeadlinesAt: host) ?? 1 }

  private func worth(ofHeadlinesAt host: String) -> Double? { worth(min(0.9, likelihood(host) * Focus.headlines)) }

  private func worth(_ likelihood: Double) -> Double? {
    likelihood >= Focus.leastLikelihood ? 20 * likelihood : nil
  }

  private func updated(_ likelihood: Double, by ratio: Double) -> Double {
    let odds = likelihood / max(1e-6, 1 - likelihood) * ratio
    return odds / (1 + odds)
  }

  /// Whether an address that was taken into the frontier is still worth asking, now that more is known of its host.
  func isStillWorthAsking(_ host: String, priority: Double) -> Bool {
    priority >= 20 * Focus.ownReason || updated(likelihood(host), by: Ratio.silent) >= Focus.leastLikelihood / 2
  }

  /// Whether a priority says that the service is named where the link stands.
  static func isPromise(_ priority: Double) -> Bool { priority >= 16 }
}
