import Model
import Scoring
import Testing

/// Reasons of our own sentences: what must give them, and what only looks like it.
@Suite struct ReasonsTests {
  @Test(
    "names the reasons that are given and no others, mostly",
    arguments: [
      ("reasons.tsv", "en", 0.9, 0.85), ("reasons.tsv", "de", 0.9, 0.85), ("reasons.tsv", "es", 0.9, 0.85),
      ("reasons-later.tsv", "en", 0.95, 0.9), ("reasons-unread.tsv", "en", 0.8, 0.62),
    ])
  func floors(_ file: String, _ language: String, _ precision: Double, _ recall: Double) throws {
    let rows = LabelledTexts.rows(of: file).filter { $0[0] == language }
    try #require(rows.count >= 28)
    let scorer = Scorer()
    var right = 0
    var named = 0
    var given = 0
    for row in rows {
      let truth = Set(row[2] == "-" ? [] : [row[2]])
      let voice = Voice(kind: .comment, url: "", text: row[4])
      let read = Set(scorer.reading(of: voice, about: Service(name: row[3])).reasons.map(\.rawValue))
      right += truth.intersection(read).count
      named += read.count
      given += truth.count
    }
    #expect(Double(right) >= precision * Double(named), "precision: \(right) of \(named)")
    #expect(Double(right) >= recall * Double(given), "recall: \(right) of \(given)")
  }

  @Test("takes what another service did for no reason to like this one")
  func ofAnother() {
    let voice = Voice(kind: .comment, url: "", text: "Zenith raised its prices tenfold. So I moved everything to Acme.")
    let reading = Scorer().reading(of: voice, about: Service(name: "Acme", rivals: ["Zenith"]))
    #expect(reading.stance == .defending)
    #expect(reading.reasons.isEmpty)
  }

  @Test(
    "takes complaints for reasons to leave and praise for reasons to stay",
    arguments: [
      ("I left Acme. It froze every ten minutes.", ["quality"]),
      ("I left Acme. Half of the veg was rotten.", ["quality"]), ("I left Acme. It works like a charm elsewhere.", []),
      ("I am staying with Acme. It works like a charm.", ["quality"]),
      ("I am staying with Acme. Yes, it froze in May.", []), ("I am staying with Acme. It never crashes.", ["quality"]),
      ("I left Acme, nobody ever answered the tickets.", ["support"]),
      ("I am staying with Acme. They refunded my kettle in 2 minutes.", ["support"]),
      ("I left Acme. 130 bucks for a notepad, come on.", ["price"]), ("I left Acme. £38 down to 12.", ["price"]),
      ("I left Acme. I don't want my code fed into Zenith.", ["ai-training"]),
      ("I left Acme when Zenith bought it.", ["ethics"]), ("I left Acme, I was checking it at red lights.", ["time"]),
      ("I left Acme. It needs an account to turn on a lamp.", ["lock-in"]),
      ("I am staying with Acme. It crashes.", []), ("I stay with Acme though it crashes daily.", []),
      ("I am staying with Acme. It crashes. It is slow.", []), ("I left Acme because it crashes daily.", ["quality"]),
      ("I left Acme. My bus ticket was gone", []), ("I left Acme. My ticket was ignored.", ["support"]),
      ("I left Acme. I paid 20 bucks for a pizza.", []), ("I left Acme. I paid 20 bucks a month for it.", ["price"]),
      ("I left Acme. It froze last night so the pipes burst.", []), ("I left Acme. The milk was rotten.", []),
      ("I left Acme. My train was late again", []), ("I left Acme. We waited for hours at the station.", []),
      ("I left Acme. I have no time for lunch today.", []), ("I left Acme. I have no time for it.", ["time"]),
    ])
  func sides(_ text: String, _ reasons: [String]) {
    let voice = Voice(kind: .comment, url: "", text: text)
    let reading = Scorer().reading(of: voice, about: Service(name: "Acme", rivals: ["Zenith"]))
    #expect(reading.reasons.map(\.rawValue) == reasons)
  }

  @Test("shows which words gave a reason")
  func words() throws {
    let voice = Voice(kind: .comment, url: "", text: "I left Acme because of the ads.")
    let analysis = Scorer().analysis(of: voice, about: Service(name: "Acme"))
    let finding = try #require(analysis.findings.first { $0.reason != nil })
    #expect(finding.reason == "ads")
    #expect(finding.evidence.text == "ads")
  }

  @Test(
    "takes what is closed, kept or nearly left for what it is",
    arguments: [
      (Stance.neutral, "I deleted the Acme newsletter without reading it."), (.neutral, "I closed the Acme tab."),
      (.neutral, "Acme deleted my account without telling me why."),
      (.neutral, "My account was deleted by Acme last night."),
      (.defending, "I cancelled my gym and kept Acme."), (.defending, "I cancelled Zenith and kept Acme."),
      (.defending, "I nearly closed my Acme account in March. I am glad I didn't."),
      (.quitting, "I deleted my Acme account and all my photos."),
    ])
  func objects(_ stance: Stance, _ text: String) {
    let voice = Voice(kind: .comment, url: "", text: text)
    #expect(Scorer().reading(of: voice, about: Service(name: "Acme", rivals: ["Zenith"])).stance == stance)
  }

  @Test("takes a common word in lower case for no service")
  func commonWords() {
    let voice = Voice(kind: .comment, url: "", text: "The bolt came loose, so I quit using the bolt.")
    #expect(Scorer().reading(of: voice, about: Service(name: "Bolt")).stance == .neutral)
  }
}
