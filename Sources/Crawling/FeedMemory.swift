/// What feeds and sitemaps said of posts, by the pages' keys, in bounded memory.
///
/// When a post was changed is told by sitemaps of tens of thousands of addresses; its author and its minute by feeds of
/// tens. Each kind has room of its own, so that the one does not crowd out the other.
struct FeedMemory {
  private var facts: [String: FeedFacts] = [:]
  /// How many of the facts say when a post was changed, and no more.
  private var changes = 0
  private let limit: Int
  /// Posts that were spoken of when there was no room.
  private(set) var letGo = 0

  /// - Parameters:
  ///   - facts: what an earlier run was told; as much of it as there is room for, in the order of the keys.
  ///   - limit: posts of each kind that are remembered.
  init(_ facts: [String: FeedFacts] = [:], limit: Int = 50_000) {
    self.limit = limit
    if facts.count <= limit {
      self.facts = facts
      changes = facts.values.count { $0.isChangeAlone }
    } else {
      for (key, fact) in facts.sorted(by: { $0.key < $1.key }) { remember(fact, of: key) }
    }
  }

  /// What is known of a post.
  subscript(key: String) -> FeedFacts? { facts[key] }

  /// Takes up what is said of a post.
  ///
  /// - Returns: whether there is room for it.
  @discardableResult
  mutating func remember(_ fact: FeedFacts, of key: String) -> Bool {
    let known = facts[key]
    let count = fact.isChangeAlone ? changes : facts.count - changes
    guard known?.isChangeAlone == fact.isChangeAlone || count < limit else {
      letGo += 1
      return false
    }
    if known?.isChangeAlone == true { changes -= 1 }
    if fact.isChangeAlone { changes += 1 }
    facts[key] = fact
    return true
  }
}
