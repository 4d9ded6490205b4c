internal import Blogosphere
internal import Model
internal import Storage

/// How much of the embedded blogosphere was heard, and how well it was read.
struct DemoScore {
  /// Voices of the truth that a visitor can see.
  var voices = 0
  /// Of those, how many were heard.
  var heard = 0
  /// Heard voices that the truth does not have.
  var extra = 0
  /// Hidden voices that were heard all the same.
  var leaked = 0
  var speakersRight = 0
  var timed = 0
  var timesRight = 0
  var comments = 0
  var parentsRight = 0
  var stances = 0
  var stancesRight = 0
  /// Truth by what was read, for voices that speak of the service.
  var confusion: [Stance: [Stance: Int]] = [:]

  /// Compares what a store holds with the truth.
  init(store: Store, service: String) throws {
    let world = Blogosphere.world
    var byPage: [String: PageRecord] = [:]
    try store.forEachRecord(of: service) { record in
      byPage[Address(record.page)?.pageKey ?? record.page] = record
    }
    let pages = Dictionary(grouping: world.truth.indices) { world.truth[$0].page }
    for (page, indices) in pages {
      let record = byPage[Address(page)?.pageKey ?? page]
      compare(indices.sorted().map { world.truth[$0] }, with: record)
    }
  }

  private mutating func compare(_ truth: [TruthVoice], with record: PageRecord?) {
    let heardVoices = record?.conversation.voices ?? []
    var free = Set(heardVoices.indices)
    var match: [Int: Int] = [:]
    for (index, voice) in truth.enumerated() {
      let candidates = free.filter { heardVoices[$0].kind == voice.kind }
      let best = candidates.max {
        DemoScore.likeness(heardVoices[$0], voice) < DemoScore.likeness(heardVoices[$1], voice)
      }
      guard let best, DemoScore.likeness(heardVoices[best], voice) >= 0.6 else { continue }
      match[index] = best
      free.remove(best)
    }
    extra += free.count
    for (index, voice) in truth.enumerated() {
      guard voice.isVisible else {
        if match[index] != nil { leaked += 1 }
        continue
      }
      voices += 1
      guard let position = match[index], let record else { continue }
      heard += 1
      let found = heardVoices[position]
      if found.speaker == voice.speaker { speakersRight += 1 }
      if voice.published != nil {
        timed += 1
        if voice.agrees(with: found.published) { timesRight += 1 }
      }
      if voice.kind == .comment {
        comments += 1
        let parent = voice.parent.flatMap { match[$0] }.map { heardVoices[$0].id }
        let isRoot = voice.parent == nil || voice.parent == 0
        if isRoot ? found.parent == nil : found.parent == parent { parentsRight += 1 }
      }
      if let stance = voice.stance, position < record.readings.count {
        stances += 1
        let read = record.readings[position].stance ?? .neutral
        if read == stance { stancesRight += 1 }
        confusion[stance, default: [:]][read, default: 0] += 1
      }
    }
  }

  /// Shared words over all words, with a bonus for the speaker: 0…1.1.
  private static func likeness(_ voice: Voice, _ truth: TruthVoice) -> Double {
    if voice.text == truth.text { return voice.speaker == truth.speaker ? 1.1 : 1 }
    var counts: [Substring: Int] = [:]
    let left = voice.text.split { $0.isWhitespace }
    let right = truth.text.split { $0.isWhitespace }
    for word in left { counts[word, default: 0] += 1 }
    var shared = 0
    for word in right where (counts[word] ?? 0) > 0 {
      counts[word, default: 0] -= 1
      shared += 1
    }
    let total = left.count + right.count
    return (total == 0 ? 0 : 2 * Double(shared) / Double(total)) * (voice.speaker == truth.speaker ? 1 : 0.95)
  }

  /// Mean of the three F1 values.
  var macroF1: Double {
    var sum = 0.0
    for stance in Stance.allCases {
      let right = confusion[stance]?[stance] ?? 0
      let read = Stance.allCases.reduce(0) { $0 + (confusion[$1]?[stance] ?? 0) }
      let true_ = Stance.allCases.reduce(0) { $0 + (confusion[stance]?[$1] ?? 0) }
      sum += read + true_ > 0 ? 2 * Double(right) / Double(read + true_) : 1
    }
    return sum / 3
  }

  /// The lines that the demo ends with.
  var lines: [String] {
    [
      "How well was it heard? The demo knows the truth of its own blogosphere:",
      "  voices heard    \(Wording.percent(heard, of: voices))  (\(heard) of \(voices); \(extra) that are none, \(leaked) that are hidden)",
      "  speakers right  \(Wording.percent(speakersRight, of: heard))",
      "  times right     \(Wording.percent(timesRight, of: timed))",
      "  parents right   \(Wording.percent(parentsRight, of: comments))",
      "  stances right   \(Wording.percent(stancesRight, of: stances))  (macro-F1 \(Wording.decimal(macroF1, digits: 2)) over "
        + "\(stances) voices that speak of the service)",
    ]
  }
}
