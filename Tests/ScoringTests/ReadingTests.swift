import Model
import Scoring
import Testing

/// What a voice's words make of its stance.
@Suite struct ReadingTests {
  static let scorer = Scorer()
  static let acme = Service(name: "Acme", rivals: ["Zenith"])

  /// A text, what it is about, and the stance that it takes.
  struct Case: Sendable, CustomTestStringConvertible {
    var title: String?
    var text: String
    var stance: Stance
    var testDescription: String { "\(title ?? "–") | \(text.prefix(60))" }

    init(_ text: String, _ stance: Stance, title: String? = nil) {
      self.text = text
      self.stance = stance
      self.title = title
    }
  }

  static func reading(_ text: String, title: String? = nil, quoted: [Range<Int>] = [], about service: Service = acme)
    -> Reading
  {
    scorer.reading(
      of: Voice(kind: title == nil ? .comment : .post, url: "", title: title, text: text, quoted: quoted),
      about: service)
  }

  @Test(
    "reads whose exit it is, and whether it happened",
    arguments: [
      Case("I deleted my Acme account this morning.", .quitting),
      Case("My brother deleted his Acme account.", .neutral),
      Case("Thousands of users are leaving Acme.", .neutral),
      Case("I am not leaving Acme.", .defending),
      Case("Please don't quit Acme.", .defending),
      Case("I had no choice but to close my Acme account.", .quitting),
      Case("If they raise the price again I might leave Acme.", .neutral),
      Case("Should I delete my Acme account?", .neutral),
      Case("Everyone should delete Acme.", .quitting),
      Case("I cannot recommend Acme enough.", .defending),
      Case("I switched from Acme to Zenith and never looked back.", .quitting),
      Case("I switched from Zenith to Acme last week.", .defending),
      Case("And back to Acme I went. I am back on Acme for good.", .defending),
      Case("Please leave a comment below.", .neutral),
      Case("Never had it, never will.", .quitting),
      Case("Want a medal? Nobody is forcing you to use it.", .defending),
    ])
  func sentences(_ example: Case) {
    #expect(Self.reading(example.text).stance == example.stance)
  }

  @Test(
    "weighs the title above the text",
    arguments: [
      Case("It was good while it lasted.", .quitting, title: "Goodbye, Acme"),
      Case("They will shut down the service in May.", .neutral, title: "Acme is shutting down"),
      Case("The company said on Friday that prices would rise by ten percent.", .neutral, title: "Acme raises prices"),
      Case("Open the settings, click on account and confirm.", .neutral, title: "How to delete your Acme account"),
      Case("It has its faults, and I still use it every day.", .defending, title: "Why I'm staying on Acme"),
      Case("I'd be lost without it.", .defending, title: "In defense of Acme"),
    ])
  func titles(_ example: Case) {
    #expect(Self.reading(example.text, title: example.title).stance == example.stance)
  }

  @Test("reads the two services of a move in opposite ways")
  func swap() {
    let text = "I moved all my notes from Acme to Zenith last week, and I haven't looked back."
    #expect(Self.reading(text, title: "Bye Acme, hello Zenith").stance == .quitting)
    let zenith = Service(name: "Zenith", rivals: ["Acme"])
    #expect(Self.reading(text, title: "Bye Acme, hello Zenith", about: zenith).stance == .defending)
  }

  @Test("leaves quoted words to the person quoted")
  func quoted() {
    let text = "She wrote to me last week.\n\nI deleted my Acme account and I am done with Acme.\n\nI was surprised."
    let start = text.utf8.count - "I deleted my Acme account and I am done with Acme.\n\nI was surprised.".utf8.count
    let end = text.utf8.count - "\n\nI was surprised.".utf8.count
    #expect(Self.reading(text, quoted: [start..<end]).stance == .neutral)
    #expect(Self.reading(text).stance == .quitting)
  }

  @Test("counts other people's exits apart from the speaker's stance")
  func reported() {
    let reading = Self.reading("Everyone I know has left Acme. It is quiet there.")
    #expect(reading.stance != .quitting)
    #expect(reading.reportedExits > 0)
  }

  @Test("knows a return from staying")
  func comeback() {
    #expect(Self.reading("After two years away I am back on Acme.").isReturn)
    #expect(!Self.reading("I am staying on Acme.").isReturn)
  }

  @Test("lets an answer take its parent's side, or the other")
  func answers() {
    let parent = Reading(stance: .quitting, score: -0.9, confidence: 0.9)
    func answer(_ text: String) -> Stance? {
      Self.scorer.reading(of: Voice(kind: .comment, url: "", text: text), about: Self.acme, answering: parent).stance
    }
    #expect(answer("Same here!") == .quitting)
    #expect(answer("+1") == .quitting)
    #expect(answer("Hard disagree.") == .defending)
    #expect(answer("What time is it?") == .neutral)
  }

  @Test("names the reasons, the weightiest first")
  func reasons() {
    let reading = Self.reading(
      "I deleted my Acme account because of the data breach. My privacy matters to me, and they leaked my password.",
      title: "Why I left Acme")
    #expect(reading.reasons.contains(Reason(rawValue: "privacy")))
    #expect(reading.reasons.contains(Reason(rawValue: "breach")))
  }

  @Test(
    "finds the service under the names that people give it",
    arguments: [
      "Stack Overflow", "StackOverflow", "stackoverflow", "stack overflow", "stackoverflow.com", "@stackoverflow",
      "Stack Overflow's",
    ])
  func names(name: String) {
    let service = Service(name: "Stack Overflow")
    #expect(Self.reading("I am done with \(name) for good.", about: service).stance == .quitting)
  }

  @Test("reads hashtags that hold the name")
  func hashtags() {
    #expect(Self.reading("#DeleteFacebook", about: Service(name: "Facebook")).stance == .quitting)
  }

  @Test("makes the storm's article plain: a watcher who keeps the account and quotes one who mocks the quitters")
  func storm() {
    let quote = "People who quit Acme just had egos so big that they believed the number. Poor baby, get over it."
    let text = """
      This week my feed was full of farewells. Two friends of mine deleted their profiles and wrote down why.

      The worries are real. The company collects data on people who never signed up, it shows some of us twice, and the new \
      formula makes no sense to anybody. I do not like how it treats people either.

      One marketer sees it differently:

      \(quote)

      I have kept my profile for the time being and I am curious what happens next. What do you think?
      """
    let start = text.utf8.count - text[text.range(of: quote)!.lowerBound...].utf8.count
    let range = start..<(start + quote.utf8.count)
    let author = Self.reading(text, title: "The Acme storm", quoted: [range])
    #expect(author.stance == .neutral)
    let quoted = Self.scorer.reading(of: Voice(kind: .quote, url: "", text: quote), about: Self.acme)
    #expect(quoted.stance == .defending)
    #expect(quoted.reasons.contains(Reason(rawValue: "ego")))
  }
}

extension String {
  /// The first range of `needle`, without Foundation.
  fileprivate func range(of needle: String) -> Range<String.Index>? {
    var index = startIndex
    while index < endIndex {
      if self[index...].hasPrefix(needle) { return index..<self.index(index, offsetBy: needle.count) }
      index = self.index(after: index)
    }
    return nil
  }

  @Test("shows the words of agreement where they made the stance, and no words that moved nothing")
  func showsAgreement() {
    let parent = Reading(stance: .defending, score: 0.8, confidence: 0.8)
    let voice = Voice(kind: .comment, url: "", text: "Exactly this. I wish you worked there.")
    let reading = Scorer().reading(of: voice, about: Service(name: "Acme"), answering: parent)
    #expect(reading.stance == .defending)
    #expect(reading.evidence.first?.text.hasPrefix("Exactly") == true)
    #expect(reading.evidence.allSatisfy { $0.weight > 0 && $0.cue != "word" })
  }

  @Test(
    "takes a name that is a common word for the service, in a text without capitals, behind an act or a place",
    arguments: [
      ("uninstalled steam, sick of the popups", Stance.quitting),
      ("the steam was off when i left the kitchen", .neutral), ("i uninstalled steam yesterday", .quitting),
      ("i deleted my steam account", .quitting),
      ("i moved from steam to spotify", .quitting), ("i love steam engines and i am done with cars", .neutral),
      ("quit using steam to clean my floors", .neutral),
    ])
  func smallNames(_ text: String, _ stance: Stance) {
    #expect(ReadingTests.reading(text, about: Service(name: "Steam")).stance == stance)
  }

  @Test(
    "hears acts behind words that also agree, and those whose cue names its own subject",
    arguments: ["Uninstalled it yesterday.", "They lost a customer of twelve years."])
  func acts(_ text: String) {
    #expect(ReadingTests.reading(text).stance == .quitting)
  }

  @Test(
    "takes no everyday sentence for leaving a service that the text does not name",
    arguments: [
      "I moved to Berlin last spring.", "I migrated to Canada with my family.", "I went over to Anna for dinner.",
      "I moved my stuff to Mark in June.", "I sent it all back for a refund, the shoes did not fit.",
      "I took out every cent and bought a car.", "I sold mine and bought a bigger house.",
      "Back to pen and paper for the exam.", "Se acabó la leche.", "Lo dejé en la mesa de la cocina.",
    ])
  func everyday(_ text: String) {
    #expect(ReadingTests.reading(text, about: Service(name: "Larder")).stance != .quitting)
  }

  @Test("shows no loss of keys as evidence for leaving")
  func lostKeys() {
    let reading = ReadingTests.reading("They lost my keys. I cancelled Larder.", about: Service(name: "Larder"))
    #expect(reading.evidence.map(\.text) == ["I cancelled Larder"])
  }
}
