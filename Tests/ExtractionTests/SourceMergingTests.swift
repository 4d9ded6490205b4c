import Model
import Testing

@testable import Extraction

/// One thread from a page and other places.
@Suite("Threads from several places")
struct SourceMergingTests {
  private let page = "https://garden.example/post/"

  private func voice(
    _ key: String, _ speaker: String, _ text: String, at seconds: Int64? = nil, offset: Int? = nil,
    parent: String? = nil,
    depth: Int = 0
  ) -> Voice {
    Voice(
      id: VoiceID.comment(page: page, key: key), kind: .comment, url: page + "#" + key, speaker: speaker,
      published: seconds.map { Timestamp(Instant(seconds: $0), offset: offset, precision: .minute, source: .byline) },
      text: text,
      parent: parent.map { VoiceID.comment(page: page, key: $0) }, depth: depth)
  }

  private func conversation(_ voices: [Voice], stated: Int? = nil) -> Conversation {
    Conversation(url: page, canonical: page, voices: voices, statedComments: stated)
  }

  @Test("the same comment from two places is one comment")
  func one() {
    let merged = conversation([voice("comment-1", "Ann", "I left in October.")])
      .merging(SourceAnswer(comments: [voice("comment-1", "Ann", "I left in October.")]))
    #expect(merged.voices.count == 1)
  }

  @Test("comments of one author with nearly the same words are one, whatever their numbers")
  func sameWords() {
    let merged = conversation([voice("comment-1", "Ann", "I left — in October, and it’s quiet.")])
      .merging(SourceAnswer(comments: [voice("disqus-9", "Ann", "I left - in October, and it's quiet.")]))
    #expect(merged.voices.map(\.id) == [VoiceID.comment(page: page, key: "comment-1")])
  }

  @Test("an exact time wins over one without a zone")
  func exactTimeWins() {
    let merged = conversation([voice("comment-1", "Ann", "I left.", at: 1000)])
      .merging(SourceAnswer(comments: [voice("comment-1", "Ann", "I left.", at: 2000, offset: 60)]))
    #expect(merged.voices[0].published?.offset == 60)
  }

  @Test("a place that names parents knows better than the page's nesting")
  func parentsWin() {
    let shown = [
      voice("c1", "Ann", "First of all."), voice("c2", "Ben", "Second of all.", parent: "c1", depth: 1),
      voice("c3", "Cleo", "Third of all.", parent: "c1", depth: 1),
    ]
    let merged = conversation(shown).merging(
      SourceAnswer(comments: [voice("c3", "Cleo", "Third of all.", parent: "c2", depth: 1)], kind: .wordPressREST))
    let third = merged.voices.first { $0.speaker == "Cleo" }
    #expect(third?.parent == VoiceID.comment(page: page, key: "c2"))
    #expect(third?.depth == 2)
  }

  @Test("answers stand below what they answer, siblings by time")
  func order() {
    let merged = conversation([voice("c1", "Ann", "One one one.", at: 100), voice("c4", "Dan", "Four four.", at: 400)])
      .merging(
        SourceAnswer(comments: [
          voice("c3", "Cleo", "Three three.", at: 300, parent: "c1", depth: 1),
          voice("c2", "Ben", "Two two two.", at: 200, parent: "c1", depth: 1),
        ]))
    #expect(merged.voices.map(\.speaker) == ["Ann", "Ben", "Cleo", "Dan"])
  }

  @Test("parents that go round in a circle end as comments on the post")
  func circle() {
    let merged = conversation([]).merging(
      SourceAnswer(comments: [
        voice("c1", "Ann", "One one one.", parent: "c2"), voice("c2", "Ben", "Two two two.", parent: "c1"),
      ]))
    #expect(merged.voices.count == 2)
    #expect(merged.voices.allSatisfy { $0.parent == nil && $0.depth == 0 })
  }

  @Test("a feed adds nothing to a complete thread, since it mixes in other sites' notices")
  func complete() {
    let merged = conversation([voice("c1", "Ann", "One one one.")], stated: 1)
      .merging(SourceAnswer(comments: [voice("c9", "Links", "A roundup.")], kind: .feed))
    #expect(merged.voices.count == 1)
  }

  @Test("completeness is heard through stated, and pingbacks that were seen are not missing")
  func completeness() {
    var page = conversation([voice("c1", "Ann", "One."), voice("c2", "Ben", "Two.")], stated: 4)
    page.leftOut = [Omission(cause: "pingback", count: 1)]
    #expect(page.completeness == 0.75)
    page.statedComments = nil
    #expect(page.completeness == nil)
  }

  @Test(
    "an answer that is not what its kind promises gives nothing", arguments: CommentSystems.all.map(\.kind.rawValue))
  func wrongAnswer(_ kind: String) throws {
    let address = try #require(Address("https://garden.example/x"))
    for body in [
      "", "{", "[]", "{}", "null", "<html><p>Not found</p></html>", "{\"comments\":[{\"id\":null}],\"replies\":7}",
    ] {
      let response = Page(
        address: address, status: 200, headers: [], body: Array(body.utf8),
        fetched: Instant(seconds: 0))
      let answer = SourceReader().comments(
        in: response, from: CommentSource(kind: .init(rawValue: kind), url: address.href), of: conversation([]))
      #expect(answer.comments.isEmpty)
    }
  }

  @Test("what a page tells to be another site's notice does not come back from a feed")
  func noticesStayOut() {
    var told = conversation([voice("comment-1", "Ann", "First of all.")])
    told.notices = [VoiceID.comment(page: page, key: "comment-2")]
    let merged = told.merging(
      SourceAnswer(comments: [voice("comment-2", "Links", "A longer reply on my own blog.")], kind: .feed))
    #expect(merged.voices.map(\.speaker) == ["Ann"])
  }

  @Test("what a feed gave goes when a further page tells it to be another site's notice")
  func noticesGo() {
    let heard = conversation([
      voice("comment-1", "Ann", "First of all."), voice("comment-2", "Links", "A longer reply on my own blog."),
    ])
    var answer = SourceAnswer(leftOut: [Omission(cause: "pingback", count: 1)], kind: .page)
    answer.notices = [VoiceID.comment(page: page, key: "comment-2")]
    #expect(heard.merging(answer).voices.map(\.speaker) == ["Ann"])
  }
}
