internal import Fetching
internal import Frontier
internal import Model

extension Crawl {
  /// Tells the frontier which network address a host answers from, so that hosts that share one share a pause.
  func noteNetwork(of address: Address) {
    guard let network = Crawl.shared(fetcher.networkAddress(of: address)) else { return }
    frontier.setNetworkAddress(network, of: address)
  }

  /// A network address that several hosts would share as guests of one server; `nil` for those of one's own machine and
  /// network, where a pause protects nobody.
  static func shared(_ network: String?) -> String? {
    guard let network, let address = IPAddress(network), address.isPublic else { return nil }
    return network
  }

  /// Takes up a redirect.
  ///
  /// - Returns: what is found by it; `nil` when the item itself is asked again, under another spelling.
  func move(_ visit: inout Visit, to target: Address) throws -> [FrontierItem]? {
    let item = visit.assignment.item
    switch Redirection.of(item, to: target) {
    case .respelled(let next):
      try frontier.putBack(visit.assignment, as: next, reply: visit.reply, at: SystemClock.now)
      return nil
    case .lost(let cause):
      visit.outcome = .failed(cause: cause, isTransient: false)
      visit.hint = "the host sends requests in circles or nowhere"
      return []
    case .moved(let next):
      if item.depth == 0, item.role == .page {
        scope.admit(target)
        judged.removeAll()
      }
      if isWithin(next) { return [next] }
      visit.outcome = .skipped(cause: "leads out of scope")
      return []
    }
  }

  /// The items of a feed or a sitemap that may be fetched, with those that go on with it as far as it is followed.
  func within(_ items: [FrontierItem], namedBy visit: Visit) -> [FrontierItem] {
    let items = items.filter { isWithin($0) }
    let pages = items.filter { $0.role == .page }
    let further = items.filter { $0.role != .page }
    if further.isEmpty { return pages }
    let isIndex = further.contains { $0.role == .sitemap }
    let isFruitful = pages.contains { !frontier.isKnown($0) }
    return pages + follow(further, from: visit.assignment.item, steps: isIndex ? Chain.index : nil, isFruitful)
  }

  /// Goes on with a list, or counts that it is left.
  func follow(
    _ further: [FrontierItem], from item: FrontierItem, steps: Int? = nil, _ isFruitful: Bool
  ) -> [FrontierItem] {
    let next = Chain.further(further, from: item, steps: steps ?? (isFruitful ? 1 : Chain.fruitless))
    tally.passOver("further pages of an endless list", item.address, count: further.count - next.count)
    return next
  }
}
