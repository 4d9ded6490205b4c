/// The rule that names voices, so that the same voice has the same id in every crawl and on every machine.
public enum VoiceID {
  /// The id of a page's post.
  ///
  /// - Parameter page: the page's canonical address in normal form (`Address.pageKey`).
  public static func post(page: String) -> String { name("post", page) }

  /// The id of a comment that its platform numbers (`comment-123`, a Disqus or Isso id).
  public static func comment(page: String, key: String) -> String { name("comment", page, key) }

  /// The ids of a page's comments, for pages with many.
  public struct CommentNames: Sendable {
    private var beginning = Fingerprint()

    /// Prepares to name the comments of a page.
    public init(page: String) {
      beginning.combine("comment")
      beginning.combine(page)
    }

    /// The same as `VoiceID.comment(page:key:)`.
    public func comment(key: String) -> String {
      var fingerprint = beginning
      fingerprint.combine(key)
      return fingerprint.name
    }
  }

  /// The id of a comment that its platform does not number: who said what, when.
  ///
  /// - Parameter repetition: 0 for the first comment with these words, 1 for the next.
  public static func comment(
    page: String, speaker: String?, published: String?, text: String, repetition: Int = 0
  ) -> String {
    name("words", page, speaker ?? "", published ?? "", text, repetition == 0 ? "" : String(repetition))
  }

  /// The id of a quote inside another voice.
  ///
  /// - Parameter repetition: 0 for the first quote with these words in that voice, 1 for the next.
  public static func quote(in voice: String, text: String, repetition: Int = 0) -> String {
    name("quote", voice, text, repetition == 0 ? "" : String(repetition))
  }

  private static func name(_ parts: String...) -> String {
    var fingerprint = Fingerprint()
    for part in parts { fingerprint.combine(part) }
    return fingerprint.name
  }
}
