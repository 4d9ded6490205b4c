import Model
import Testing

@testable import Blogosphere

@Suite("The world's truth")
struct TruthTests {
  let world = Blogosphere.world

  @Test("counts about sixty posts and five hundred comments")
  func counts() {
    let visible = world.truth.filter(\.isVisible)
    #expect(visible.count { $0.kind == .post } >= 60)
    #expect(visible.count { $0.kind == .comment } >= 400)
    #expect(visible.count { $0.kind == .quote } >= 24)
  }

  @Test("has every stance among posts, comments and quotes", arguments: Voice.Kind.allCases)
  func everyStance(kind: Voice.Kind) {
    let voices = world.truth.filter { $0.kind == kind && $0.isVisible }
    for stance in Stance.allCases { #expect(voices.contains { $0.stance == stance }, "\(stance)") }
    #expect(voices.contains { $0.stance == nil })
  }

  @Test("lies between August 2011 and February 2012")
  func period() {
    let from = CivilTime(year: 2011, month: 8, day: 1).instant()
    let until = CivilTime(year: 2012, month: 3, day: 1).instant()
    for voice in world.truth {
      if let published = voice.published { #expect(published >= from && published < until, "\(voice.page)") }
    }
  }

  @Test("lets nobody answer before the question")
  func order() {
    for post in world.sites.flatMap(\.blog.posts) {
      let times = post.comments.map(\.time.instant)
      #expect(times == times.sorted(), "\(post.slug)")
      for comment in post.comments {
        #expect(comment.time.instant > post.time.instant, "\(post.slug) @\(comment.label)")
        guard let label = comment.parent else { continue }
        let parent = post.comments.first { $0.label == label }
        #expect(
          parent.map { $0.time.instant < comment.time.instant && $0.state == .shown } == true,
          "\(post.slug) @\(comment.label)")
      }
      #expect(Set(post.comments.map(\.label)).count == post.comments.count, "\(post.slug)")
    }
  }

  @Test("nests no deeper than WordPress threads")
  func depth() {
    func depth(_ thread: CommentThread) -> Int { 1 + (thread.replies.map(depth).max() ?? 0) }
    for post in world.sites.flatMap(\.blog.posts) {
      #expect(CommentThread.threads(of: post.visibleComments).map(depth).max() ?? 0 <= 5, "\(post.slug)")
    }
  }

  @Test("resolves every address that a text names")
  func links() {
    for site in world.sites {
      for post in site.blog.posts {
        let targets =
          post.body.linkTargets + post.comments.flatMap { $0.body.linkTargets + ($0.site.map { [$0] } ?? []) }
        for target in targets {
          let isOurs = target.hasPrefix("@") || target.hasPrefix("/")
          #expect(isOurs || Address(target)?.host.hasSuffix(".example") == true, "\(post.slug): \(target)")
        }
        for target in targets { #expect(!site.resolve(target).hasSuffix("/unresolved"), "\(post.slug): \(target)") }
      }
      for friend in site.blog.blogroll { #expect(!site.resolve(friend).hasSuffix("/unresolved"), "\(friend)") }
    }
  }

  @Test("is clean text without markup left over")
  func clean() {
    for voice in world.truth {
      #expect(!voice.text.isEmpty || !voice.isVisible, "\(voice.page)")
      #expect(!voice.text.contains("{{") && !voice.text.contains("]("), "\(voice.page)")
      #expect(voice.text.unicodeScalars.allSatisfy { $0.value >= 32 || $0 == "\n" }, "\(voice.page)")
      #expect(!voice.text.contains("  ") && !voice.text.contains("\u{FFFD}"), "\(voice.page): \(voice.text)")
    }
  }

  @Test("agrees with a clock that shows no zone and with the exact instant")
  func agreement() throws {
    let voice = try #require(world.truth.first { $0.kind == .comment && $0.precision == .minute && $0.offset == -240 })
    let published = try #require(voice.published)
    let local = CivilTime(published, offset: voice.offset)
    #expect(voice.agrees(with: Timestamp(local, precision: .minute, source: .byline)))
    #expect(voice.agrees(with: Timestamp(published, offset: 0, precision: .second, source: .feed)))
    #expect(
      !voice.agrees(with: Timestamp(published.advanced(bySeconds: 3700), offset: 0, precision: .minute, source: .feed)))
    #expect(!voice.agrees(with: nil))
  }

  @Test("holds the article of the storm: a neutral author and a defender who mocks the quitters")
  func storm() throws {
    let page = "http://ledgerline.example/ledger/2011/11/the-storm-in-the-score.html"
    let voices = world.truth.filter { $0.page == page }
    #expect(voices.first?.kind == .post && voices.first?.stance == .neutral)
    let quoted = try #require(voices.first { $0.kind == .quote })
    #expect(quoted.speaker == "Desmond Tarkenton" && quoted.stance == .defending && quoted.parent == 0)
    #expect(quoted.text.contains("egos"))
  }
}
