import Glibc
import Model
import Storage

/// Fills a store with voices of our own making, about a kilobyte each, twenty a page; the same number gives the same voices.
///
/// They are as various as real ones where it costs something to count them: words as frequent as Zipf's law has it, people
/// who speak once and people who speak a hundred times, some of them on several sites and under links of their own, sites
/// of all sizes, thirty weeks with two storms, answers to answers, quotes, copies, and voices without a time.
enum Filling {
  static func run(folder: String, voices: Int) throws {
    let store = try Store(folder: folder, mode: .write)
    var spent = 0.0
    var world = World()
    var batch: [PageRecord] = []
    for page in 0..<(voices / World.perPage) {
      batch.append(world.page(page))
      if batch.count == 50 || page == voices / World.perPage - 1 {
        let begun = StoreLab.now
        try store.append(batch)
        spent += StoreLab.now - begun
        batch = []
      }
    }
    let begun = StoreLab.now
    try store.close()
    spent += StoreLab.now - begun
    let speed = Int(Double(voices) / spent)
    StoreLab.say("append: \(speed) voices/s, \(Int(Double(store.byteCount) / 1e6 / spent)) MB/s, \(StoreLab.peak) MB")
  }

  /// Adds one page that was not there, as a crawl of one page would.
  static func more(folder: String) throws {
    let store = try Store(folder: folder, mode: .write)
    var world = World()
    var number = 10_000_000 + store.pageCount
    while try store.record(forPage: world.page(number).page, service: World.service) != nil { number += 1 }
    world = World(seed: UInt64(number))
    try store.append([world.page(number)])
    try store.close()
  }
}

/// Makes pages out of a number.
struct World {
  static let service = "Klout"
  static let perPage = 20

  private var seed: UInt64
  private var former: [String] = []
  private static let vocabulary: [String] = {
    let heads = "pri sco acc del mor riv pap win gar cof tra let mar wi mu scho din bri is mir en doc for tic num"
      .split(separator: " ")
    let middles = "va re ou e ni er a do den fee i te ke ter si ol ner dge lan ro gi to es ke be".split(separator: " ")
    let tails = "cy d nt ted ng s l w r n t m e y ly er ing ed est ful".split(separator: " ")
    var words: [String] = []
    for head in heads { for middle in middles { for tail in tails { words.append("\(head)\(middle)\(tail)") } } }
    return words
  }()
  private static let leaving = "deleted my account and left for good because privacy matters more than any number"
    .split(separator: " ").map(String.init)
  private static let staying = "still useful to find people worth reading so i will stay and see it improve"
    .split(separator: " ").map(String.init)
  private static let reasons = ["privacy", "accuracy", "ego", "spam", "price"]

  init(seed: UInt64 = 1) { self.seed = seed }

  private mutating func next(_ bound: Int) -> Int {
    seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Int((seed >> 33) % UInt64(bound))
  }

  /// A rank below a bound, the smaller the likelier, as Zipf's law has it.
  private mutating func rank(_ bound: Int) -> Int {
    var power = 1
    var digits = 0
    while power < bound {
      power *= 2
      digits += 1
    }
    let low = 1 << next(digits)
    return min(bound - 1, low - 1 + next(low))
  }

  private mutating func text(_ stance: Stance?) -> String {
    if !former.isEmpty, next(40) == 0 { return former[next(former.count)] }
    var words = ["Klout"]
    let own = stance == .quitting ? World.leaving : stance == .defending ? World.staying : []
    for place in 0..<(next(10) < 3 ? 12 : 70 + next(50)) {
      let isOwn = place % 7 == 3 && !own.isEmpty
      words.append(isOwn ? own[next(own.count)] : World.vocabulary[rank(World.vocabulary.count)])
    }
    let text = words.joined(separator: " ") + "."
    if former.count < 64 { former.append(text) } else { former[next(64)] = text }
    return text
  }

  private mutating func time() -> Timestamp? {
    if next(50) == 0 { return nil }
    // Thirty weeks from September 2011 on; half of all that is said falls into two storms.
    let day = next(2) == 0 ? next(210) : next(3) > 0 ? 50 + rank(30) : 120 + rank(20)
    let instant = Instant(seconds: 1_314_835_200 + Int64(day) * 86_400 + Int64(next(86_400)))
    return Timestamp(instant, offset: 0, precision: next(30) == 0 ? .day : .second, source: .time)
  }

  /// The page of a number.
  mutating func page(_ number: Int) -> PageRecord {
    let site = "blog\(rank(8000)).example"
    let address = "https://\(site)/2011/\(number)"
    var list: [Voice] = []
    var readings: [Reading] = []
    for place in 0..<World.perPage {
      let drawn = next(10)
      let stance: Stance? = next(40) == 0 ? nil : drawn < 3 ? .quitting : drawn < 5 ? .defending : .neutral
      let kind: Voice.Kind = place == 0 ? .post : next(12) == 0 ? .quote : .comment
      let name = next(3) == 0 ? rank(2_000) : next(400_000)
      let isNamed = next(kind == .quote ? 3 : 25) != 0
      let text = text(stance)
      list.append(
        Voice(
          id: VoiceID.comment(page: address, key: "\(place)"), kind: kind, url: address + "#\(place)",
          speaker: isNamed ? "Person \(name)" : nil,
          speakerURL: isNamed && next(4) == 0 ? "https://person\(name).example/" : nil, published: time(), text: text,
          parent: place == 0 ? nil : list[place < 3 || next(3) > 0 ? 0 : next(place)].id, depth: place == 0 ? 0 : 1,
          language: "en"))
      let isDecided = stance == .quitting || stance == .defending
      readings.append(
        Reading(
          stance: stance, score: isDecided ? -0.83 : 0, confidence: 0.91, sentiment: Double(next(2001) - 1000) / 1000,
          reasons: isDecided ? [Reason(rawValue: World.reasons[rank(World.reasons.count)])] : [],
          evidence: isDecided
            ? [Evidence(text: "Klout", start: 0, end: 5, cue: "leave.deleted", weight: -3)] : [],
          reportedExits: next(200) == 0 ? 1 : 0, isReturn: next(300) == 0))
    }
    return PageRecord(
      service: World.service, fetched: Instant(seconds: 1_700_000_000 + Int64(number)), status: 200,
      conversation: Conversation(url: address, canonical: address, title: "On scores", site: "Blog", voices: list),
      readings: readings)
  }
}
