public import Model

/// Pages as rows: what was found on each.
public enum PageExport {
  /// A page as a row.
  public static func row(
    of conversation: Conversation, _ readings: [Reading], service: String, status: Int, fetched: Instant
  ) -> Row {
    func voices(_ kind: Voice.Kind) -> Int { conversation.voices.count { $0.kind == kind } }
    func read(_ stance: Stance?) -> Int { readings.count { $0.stance == stance } }
    return Row([
      ("schema", .integer(1)), ("service", .text(service)), ("page", .text(conversation.canonical)),
      ("url", .text(conversation.url)), ("title", .text(conversation.title)), ("site", .text(conversation.site)),
      ("authors", .list(conversation.authors)), ("tags", .list(conversation.tags)),
      ("language", .text(conversation.language)),
      ("published", .text(conversation.post?.published?.instant.description)),
      ("published_as", .text(conversation.post?.published?.asWritten)), ("status", .integer(status)),
      ("voices", .integer(conversation.voices.count)), ("posts", .integer(voices(.post))),
      ("comments", .integer(voices(.comment))), ("quotes", .integer(voices(.quote))),
      ("stated_comments", .integer(conversation.statedComments)), ("quitting", .integer(read(.quitting))),
      ("defending", .integer(read(.defending))), ("neutral", .integer(read(.neutral))),
      ("unread", .integer(read(nil))),
      ("left_out", .list(conversation.leftOut.map { "\($0.cause): \($0.count)" })),
      ("fetched", .text(fetched.description)),
    ])
  }
}
