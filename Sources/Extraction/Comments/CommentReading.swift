import Model

/// What a page's comment areas hold.
struct CommentReading {
  /// The comments in the order of the page, complete with ids, parents and depths.
  var comments: [Voice] = []
  /// What markup says of quotations, by the id of the comment that they stand in.
  var quotes: [String: [QuoteSite]] = [:]
  /// Ranges of nodes that belong to comment areas (lists, forms, counts, controls), sorted and apart.
  var regions: [Range<Int>] = []
  /// Where further comments lie.
  var sources: [CommentSource] = []
  /// What was seen and not taken for a comment.
  var omissions: [Omission] = []
  /// Ids of what was told to be another site's notice.
  var notices: [String] = []
  /// Whether the page is a forum's thread, whose first post is read like the others.
  var isThread = false
  /// Whether the first comment is the post that opens the thread, found outside the list of answers.
  var isOpened = false
  /// How many comments the page says it has.
  var stated: Int?
}
