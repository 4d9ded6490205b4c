/// One person speaking once: a post, a comment, or the words of somebody who is quoted.
public struct Voice: Equatable, Sendable {
  /// In which role a person speaks.
  public enum Kind: String, Sendable, CaseIterable {
    case post, comment, quote
  }

  /// The name that is the same in every crawl and on every machine; see `VoiceID`.
  public var id: String
  /// Post, comment or quote.
  public var kind: Kind
  /// The address of this voice: the page's, with a fragment or a permalink where the voice has one.
  public var url: String
  /// The title above the words: a post's, seldom a comment's.
  public var title: String?
  /// The speaker's name as the page shows it; `nil` when the page names nobody.
  public var speaker: String?
  /// Where the speaker's name leads.
  public var speakerURL: String?
  /// When the voice spoke; `nil` when nothing says so.
  public var published: Timestamp?
  /// The words: paragraphs parted by a blank line, list items beginning with "- ", no markup.
  public var text: String
  /// Ranges of `text`, in UTF-8 bytes, sorted and apart, that are other people's words.
  public var quoted: [Range<Int>]
  /// The `id` of the voice that this one answers, or that quotes it; `nil` for a post, and for a comment on the post itself.
  public var parent: String?
  /// 0 for a post, for its comments and for its quotes; one more for each answer below.
  public var depth: Int
  /// BCP 47 tag, as stated or detected; `nil` when unknown.
  public var language: String?

  /// Makes a voice from its parts.
  @inlinable
  public init(
    id: String = "", kind: Kind, url: String, title: String? = nil, speaker: String? = nil, speakerURL: String? = nil,
    published: Timestamp? = nil, text: String, quoted: [Range<Int>] = [], parent: String? = nil, depth: Int = 0,
    language: String? = nil
  ) {
    self.id = id
    self.kind = kind
    self.url = url
    self.title = title
    self.speaker = speaker
    self.speakerURL = speakerURL
    self.published = published
    self.text = text
    self.quoted = quoted
    self.parent = parent
    self.depth = depth
    self.language = language
  }
}
