/// Which scripts hold data that extraction reads.
enum ScriptData {
  /// Words of inline scripts that carry comments or articles: Blogger's comment list, the preloaded state of Substack,
  /// Medium and others, the settings of Disqus, IntenseDebate, Livefyre and their like.
  private static let markers = MarkerSearch([
    "disqus_", ".disqus.com/embed", "fyre.conv", "var items =", "_preloads", "__next_data__", "__initial", "__apollo",
    "__nuxt__", "commentthread",
    "\"comments\"", "idcomments_", "livefyre", "remark_config", "cusdis_thread", "graphcomment", "hyvortalk",
    "commento", "talkyard", "self.__next_f",
    "widgetmanager", "embedurl", "discourseembed", "replytocom", "coral_talk", "utteranc", "giscus.app", "isso-thread",
  ])
  private static let longest = 2_000_000

  /// Whether a script's attribute says that it is data (`type="application/ld+json"` and the like).
  static func isDataType(_ view: ByteView, name: Range<Int>, value: Range<Int>) -> Bool {
    guard name.count == 4, view.matches("type", at: name.lowerBound) else { return false }
    var index = value.lowerBound
    while index + 4 <= value.upperBound {
      if view.matches("json", at: index) { return true }
      index += 1
    }
    return false
  }

  /// Whether an inline script's text holds one of the words.
  static func isWanted(_ view: ByteView, _ range: Range<Int>) -> Bool {
    guard range.count >= shortest, range.count < longest else { return false }
    return unsafe markers.isAny(in: view.bytes(range).span)
  }

  private static let shortest = 7
}
