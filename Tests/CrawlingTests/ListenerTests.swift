import Model
import Storage
import Testing

@testable import Crawling

@Suite("The listener")
struct ListenerTests {
  let listener = Listener(service: Service(name: "Klout"))

  func conversation(_ voices: [Voice]) -> Conversation {
    Conversation(url: "https://a.example/", canonical: "https://a.example/", voices: voices)
  }

  func voice(_ id: String, _ kind: Voice.Kind, _ text: String, parent: String? = nil) -> Voice {
    Voice(id: id, kind: kind, url: "https://a.example/#\(id)", text: text, parent: parent)
  }

  let leaving = "I deleted my Klout account today and I am never going back. Klout sells my privacy."

  @Test("reads assent to a post as the post was read")
  func answersPost() {
    let readings = listener.readings(
      of: conversation([voice("p", .post, leaving), voice("c", .comment, "Same here! I did exactly that too.")]))
    #expect(readings.map(\.stance) == [.quitting, .quitting])
  }

  @Test("reads a reply with its parent, even where the parent stands later on the page")
  func answersLater() {
    let readings = listener.readings(
      of: conversation([
        voice("p", .post, "Some links for the weekend."),
        voice("r", .comment, "Same here! I did exactly that too.", parent: "c"), voice("c", .comment, leaving),
      ]))
    #expect(readings[1].stance == .quitting)
  }

  @Test("takes nobody's side where neither title nor any voice names the service")
  func anotherMatter() {
    let gone = "I deleted my account there today and I am never going back."
    let page = conversation([voice("p", .post, gone), voice("c", .comment, "Same here! I did exactly that too.")])
    let readings = listener.readings(of: page)
    #expect(readings.map(\.stance) == [.neutral, .neutral])
    #expect(readings.allSatisfy { $0.evidence.isEmpty && $0.reasons.isEmpty && $0.score == 0 })
  }

  @Test("reads a page about what it keeps naming where nobody said what it is about")
  func guessedSubject() {
    let page = Conversation(
      url: "https://a.example/", canonical: "https://a.example/", title: "Why I deleted my Plume account",
      voices: [
        Voice(
          id: "p", kind: .post, url: "https://a.example/", title: "Why I deleted my Plume account", speaker: "Ann Berg",
          text:
            "Ann Berg here. Last week I looked for the way out of Plume. I am done with it. Then Plume sent a letter."),
        voice("c", .comment, "I quit Plume as well, and never looked back."),
      ])
    let nameless = Listener(service: Service(name: ""))
    #expect(nameless.subject(of: page)?.names == ["Plume"])
    #expect(nameless.readings(of: page).map(\.stance) == [.quitting, .quitting])
    #expect(listener.subject(of: page)?.names == ["Klout"])
  }

  @Test("takes nobody's side on a page on which no name stands out and nobody said what it is about")
  func noSubject() {
    var post = voice("p", .post, "We walked along the river for the last time. I quit, and I am never going back.")
    post.title = "A Walk by the River"
    let nameless = Listener(service: Service(name: ""))
    #expect(nameless.subject(of: conversation([post])) == nil)
    #expect(nameless.readings(of: conversation([post])).map(\.stance) == [.neutral])
  }

  @Test("takes a noun of German for no name, and reads the page without one")
  func nouns() {
    var post = voice(
      "p", .post, "Ich habe mein Konto gelöscht. Das Konto war mir zu viel, und ein Konto brauche ich nicht mehr.")
    post.title = "Warum ich mein Konto gelöscht habe"
    #expect(Listener(service: Service(name: "")).subject(of: conversation([post]))?.names == [""])
  }

  @Test("reads voices again once the page names the service")
  func namedLater() {
    let gone = voice("p", .post, "I deleted my account there today and I am never going back.")
    let before = conversation([gone])
    let earlier = PageRecord(
      service: "Klout", fetched: .init(milliseconds: 0), status: 200, conversation: before,
      readings: listener.readings(of: before))
    let after = conversation([gone, voice("c", .comment, "Klout, you mean? Fine by me.")])
    #expect(listener.readings(of: after, keeping: earlier)[0].stance == .quitting)
  }

  @Test("reads the same words without a parent as nobody's stance")
  func answersNobody() {
    let readings = listener.readings(
      of: conversation([
        voice("p", .post, "Some links for the weekend."), voice("r", .comment, "Same here! I did exactly that too."),
      ]))
    #expect(readings[1].stance == .neutral)
  }

  @Test("gives one reading a voice, in the voices' order")
  func order() {
    let voices = [voice("p", .post, "Klout is a number."), voice("c", .comment, leaving)]
    #expect(listener.readings(of: conversation(voices)).map(\.stance) == [.neutral, .quitting])
  }

  @Test("keeps an earlier reading of the same words")
  func keeps() {
    let voices = [voice("p", .post, leaving)]
    let earlier = record(voices, [Reading(stance: .defending, score: 0.123)])
    #expect(listener.readings(of: conversation(voices), keeping: earlier) == earlier.readings)
  }

  @Test("makes a new reading where the words have changed")
  func changed() {
    let earlier = record([voice("p", .post, "Klout is great.")], [Reading(stance: .defending, score: 0.123)])
    let readings = listener.readings(of: conversation([voice("p", .post, leaving)]), keeping: earlier)
    #expect(readings.map(\.stance) == [.quitting])
  }

  @Test("comes to an end where replies answer each other in a circle")
  func circle() {
    let voices = [
      voice("p", .post, leaving), voice("a", .comment, "Same here.", parent: "b"),
      voice("b", .comment, "Same here.", parent: "a"), voice("c", .comment, "Same here.", parent: "c"),
    ]
    #expect(listener.readings(of: conversation(voices)).count == 4)
  }

  @Test("comes to an end where a thread is ten thousand replies deep")
  func deep() {
    var voices = [voice("0", .comment, "Same here.")]
    for number in 1..<10_000 { voices.append(voice("\(number)", .comment, "Yes.", parent: "\(number - 1)")) }
    #expect(listener.readings(of: conversation(voices.reversed())).count == 10_000)
  }

  private func record(_ voices: [Voice], _ readings: [Reading]) -> PageRecord {
    PageRecord(
      service: "Klout", fetched: Instant(milliseconds: 0), status: 200, conversation: conversation(voices),
      readings: readings)
  }
}
