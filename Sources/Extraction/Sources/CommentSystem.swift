import Datelines
import JSONCoding
import Markup
import Model

/// One comment system: how a page shows that it uses it, and how its answers are read.
protocol CommentSystem: Sendable {
  /// Where a page's comments lie in this system; empty when the page does not use it or the place can add nothing.
  static func sources(in sight: SourceSight) -> [CommentSource]
  /// What an answer of the system holds; `nil` when it is not one.
  static func drafts(in answer: SystemAnswer) -> SystemDrafts?
}

/// A response of a comment system, ready to be read.
struct SystemAnswer {
  /// The response.
  let page: Page
  /// What was asked.
  let source: CommentSource
  /// The page whose comments these are.
  let context: PageContext

  /// The body as JSON; `nil` when it is none.
  func json() -> JSONValue? { try? JSONValue.parse(page.body) }

  /// The words of a piece of HTML with where others' words stand in them.
  func words(_ html: String) -> QuotingWords { HTMLWords.words(html, now: context.fetched) }

  /// A time that a machine wrote; without a zone it is read as UTC only when the system says so.
  func time(_ text: String?, zone offset: Int? = nil) -> Timestamp? {
    guard let text, var time = Dateline.timestamp(fromMachine: text, source: .api) else { return nil }
    if time.offset == nil, let offset { time.offset = offset }
    return time
  }

  /// Another request of the same kind.
  func next(_ url: String) -> CommentSource {
    CommentSource(kind: source.kind, url: url, statedComments: source.statedComments)
  }
}

/// What an answer holds.
struct SystemDrafts {
  /// The comments in the order of the answer.
  var drafts: [CommentDraft] = []
  /// Requests that bring the rest.
  var next: [CommentSource] = []
  /// How many comments the system says there are.
  var stated: Int?
}

/// Words, and what markup says of the quotations in them.
struct QuotingWords {
  /// The words.
  var text: String
  /// Where other people's words stand in them; sorted and apart.
  var quotes: [QuoteSite] = []
}

/// Words of HTML that comes outside pages: in JSON, in feeds.
enum HTMLWords {
  /// The words, and where block quotes stand in them.
  static func words(_ html: String, now: Instant) -> QuotingWords {
    let document = HTMLParser().document(from: Array(html.utf8), contentType: "text/html; charset=utf-8")
    let rendered = TextRenderer.text(of: 0, in: document)
    let sites = QuoteSite.sites(in: rendered, of: [0..<document.count], document: document, now: now)
    return QuotingWords(text: rendered.text, quotes: sites.filter { !$0.isInline })
  }

  /// The words of a text of which nobody says whether it is HTML: it is where it has a tag or a reference.
  static func words(ofEither text: String, now: Instant) -> QuotingWords {
    text.utf8.contains { $0 == 0x3c || $0 == 0x26 } ? words(text, now: now) : Markdown.words(text)
  }
}

extension CommentDraft {
  /// Makes a draft of a comment that a system's interface gives.
  init(
    key: String?, parentKey: String?, author: String?, authorURL: String? = nil, published: Timestamp?,
    words: QuotingWords, permalink: String? = nil
  ) {
    self.init()
    self.key = key
    self.parentKey = parentKey
    facts.author = author.flatMap { $0.trimmed.isEmpty ? nil : $0.trimmed }
    facts.authorURL = authorURL.flatMap { $0.isEmpty ? nil : $0 }
    facts.published = published
    facts.text = words.text
    facts.quotes = words.quotes
    facts.permalink = permalink
  }
}

extension JSONValue {
  /// A number or a string as text.
  var identifier: String? {
    if let text = string { return text.isEmpty ? nil : text }
    if case .integer(let number) = self { return String(number) }
    return nil
  }
}

/// All systems that are known, in the order in which they are asked.
enum CommentSystems {
  /// The systems by the kind of source that they answer for.
  static let all: [(kind: CommentSource.Kind, system: any CommentSystem.Type)] = [
    (.wordPressREST, WordPressREST.self),
    (.blogger, BloggerFeed.self),
    (.disqus, DisqusEmbed.self),
    (.isso, Isso.self),
    (.discourse, DiscourseEmbed.self),
    (.remark42, Remark42.self),
    (.commento, Commento.self),
    (.cusdis, Cusdis.self),
    (.utterances, Utterances.self),
    (.giscus, Giscus.self),
    (.substack, Substack.self),
    (.ghost, Ghost.self),
    (.squarespace, Squarespace.self),
    (.medium, Medium.self),
    (.page, CommentPages.self),
    (.feed, CommentFeed.self),
    (.facebook, ClosedSystems.self),
  ]

  /// Every place beside the page where its comments can be read or are known to be out of reach.
  static func sources(in sight: SourceSight) -> [CommentSource] {
    var sources: [CommentSource] = []
    for entry in all {
      for source in entry.system.sources(in: sight) where !sources.contains(source) { sources.append(source) }
    }
    return sources
  }

  /// The system that reads a kind of source.
  static func system(for kind: CommentSource.Kind) -> (any CommentSystem.Type)? {
    all.first { $0.kind == kind }?.system
  }
}

extension CommentSource.Kind {
  /// Medium's responses.
  static let medium = CommentSource.Kind(rawValue: "medium")
  /// OpenWeb, formerly Spot.IM, readable by script only.
  static let openWeb = CommentSource.Kind(rawValue: "openweb")
  /// Coral, readable by script only.
  static let coral = CommentSource.Kind(rawValue: "coral")
  /// Viafoura, readable by script only.
  static let viafoura = CommentSource.Kind(rawValue: "viafoura")
  /// Hyvor Talk, readable by script only.
  static let hyvor = CommentSource.Kind(rawValue: "hyvor")
}
