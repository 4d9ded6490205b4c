import Model
import Testing

@testable import Crawling

@Suite("Relevance")
struct RelevanceTests {
  let relevance = Relevance(Service(name: "Klout", aliases: ["klout.com", "K-Score"]))

  @Test(
    "is given where a name stands as a word, whatever its case",
    arguments: [
      "Klout", "I left KLOUT today.", "my klout-score", "(Klout)", "see http://klout.com/ada", "“Klout”", "a k-score",
      "two Klouts", "Klout's", "x\nklout", "Klout—again",
      "«Klout»", "Klout’s score", "\u{a0}Klout\u{a0}", "Klout를 떠났다", "我的Klout账号", "Klout…", "🔥Klout🔥",
    ])
  func mentioned(text: String) {
    #expect(relevance.isMentioned(in: text))
  }

  @Test(
    "is not given where a name is only part of a word",
    arguments: [
      "", "Kloutless", "unklout", "Klou", "clout", "8klout", "Klout2", "éklout", "Kloutä", "Kloutstuff", "Kloutом",
    ])
  func unmentioned(text: String) {
    #expect(!relevance.isMentioned(in: text))
  }

  @Test("is given everywhere where the service has no name", arguments: ["", "anything at all"])
  func nameless(text: String) {
    #expect(Relevance(Service(name: "")).isMentioned(in: text))
  }

  @Test("ignores an empty alias beside a name")
  func emptyAlias() {
    #expect(!Relevance(Service(name: "Klout", aliases: [""])).isMentioned(in: "cakes"))
  }

  @Test("of a conversation is given by a comment alone")
  func comment() {
    let voices = [
      Voice(kind: .post, url: "", text: "Cakes."), Voice(kind: .comment, url: "", text: "What does Klout say?"),
    ]
    #expect(relevance.isMentioned(in: Conversation(url: "", canonical: "", title: "Cakes", voices: voices)))
  }

  @Test("of a conversation is given by its title alone")
  func title() {
    #expect(relevance.isMentioned(in: Conversation(url: "", canonical: "", title: "Klout and cakes")))
  }
}
