internal import Model

/// The robots rules of the origins that were asked last, in bounded memory: the frontier's file has them all.
struct RobotsMemory {
  private var recent: [String: RobotsDesk.Entry] = [:]
  private var older: [String: RobotsDesk.Entry] = [:]
  /// Origins that could not be asked, of which the file says nothing; some words each.
  private var silent: [String: RobotsDesk.Entry] = [:]
  /// Questions that have not come to an end: hosts that redirect, or that did not answer the first time.
  private var questions: [String: RobotsDesk.Question] = [:]
  /// Rules of which the later half is let go when as many newer ones have come.
  private let generation: Int
  private static let mostSilent = 20_000

  /// - Parameter generation: half of the rules that are held at the most.
  init(generation: Int = 2000) { self.generation = generation }

  /// How many rules are held.
  var count: Int { recent.count + older.count }

  /// What is known of an origin and holds still.
  mutating func entry(of origin: String, at now: Instant) -> RobotsDesk.Entry? {
    if let entry = recent[origin] ?? silent[origin] { return entry.expires > now ? entry : nil }
    guard let entry = older.removeValue(forKey: origin), entry.expires > now else { return nil }
    note(entry, of: origin)
    return entry
  }

  /// Takes up what an origin answered.
  mutating func note(_ entry: RobotsDesk.Entry, of origin: String) {
    questions[origin] = nil
    silent[origin] = nil
    if entry.isKept {
      if recent.count >= generation {
        older = recent
        recent = [:]
      }
      recent[origin] = entry
    } else {
      if silent.count >= RobotsMemory.mostSilent { silent = [:] }
      silent[origin] = entry
      recent[origin] = nil
      older[origin] = nil
    }
  }

  /// The question that is to be asked for an origin's rules; `nil` where its robots.txt has no address.
  func question(for address: Address) -> RobotsDesk.Question? {
    questions[address.origin] ?? RobotsDesk.Question(of: address)
  }

  /// Keeps a question that is to be asked later.
  mutating func put(_ question: RobotsDesk.Question, for origin: String) { questions[origin] = question }
}
