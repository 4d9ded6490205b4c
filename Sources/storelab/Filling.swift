import Glibc
import Model
import Storage

/// Fills a store with voices of our own making, about a kilobyte each, twenty a page; the same number gives the same voices.
enum Filling {
  private static let words = """
    privacy score account deleted morning river paper window garden coffee train letter market winter music school \
    dinner bridge island mirror engine doctor forest ticket number never stranger people because simply useful signal
    """.split(separator: " ").map(String.init)

  static func run(folder: String, voices: Int) throws {
    let store = try Store(folder: folder, mode: .write)
    var spent = 0.0
    var seed: UInt64 = 1
    func next(_ bound: Int) -> Int {
      seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int((seed >> 33) % UInt64(bound))
    }
    var batch: [PageRecord] = []
    for page in 0..<(voices / 20) {
      let address = "https://blog\(page % 4000).example/2011/\(page)"
      var list: [Voice] = []
      var readings: [Reading] = []
      for place in 0..<20 {
        let text = "Klout " + (0..<72).map { _ in words[next(words.count)] }.joined(separator: " ") + "."
        let instant = Instant(seconds: 1_314_576_000 + Int64(next(15_000_000)))
        list.append(
          Voice(
            id: VoiceID.comment(page: address, key: "\(place)"), kind: place == 0 ? .post : .comment,
            url: address + "#\(place)", speaker: "Person \(next(300_000))",
            published: Timestamp(instant, offset: 0, precision: .second, source: .time), text: text, language: "en"))
        readings.append(
          Reading(
            stance: Stance.allCases[next(3)], score: -0.83, confidence: 0.91, sentiment: 0.25,
            reasons: [Reason(rawValue: "privacy")],
            evidence: [Evidence(text: "deleted", start: 3, end: 10, cue: "leave.deleted", weight: -3)]))
      }
      batch.append(
        PageRecord(
          service: "Klout", fetched: Instant(seconds: 1_700_000_000), status: 200,
          conversation: Conversation(url: address, canonical: address, title: "On scores", site: "Blog", voices: list),
          readings: readings))
      if batch.count == 50 || page == voices / 20 - 1 {
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
}
