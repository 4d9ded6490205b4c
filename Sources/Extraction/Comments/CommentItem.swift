import Model

/// One comment as a stretch of the page, before its author, time and words are read.
struct CommentItem {
  /// The nodes of the comment: one subtree, or several that lie side by side; sorted and apart.
  var ranges: [Range<Int>]
  /// The platform's own name for the comment, such as `comment-123`; `nil` when it gives none.
  var key: String?
  /// The key of the comment that this one answers, where the markup says so outright.
  var parentKey: String?
  /// How deep the comment stands, 0 for one on the post itself, where the markup says so outright.
  var depth: Int?
  /// What the platform's rule already knows.
  var known = CommentFacts()
  /// The element that the key was read from, for a link to the comment.
  var anchor: String?
  /// Where the comments of this kind name their speakers, where nothing else tells (`SpeakerPlaces`).
  var speakerPlace: UInt64?
  /// Whether answers stand inside the element of the comment that they answer.
  var nests = true
  /// What was read when the item was tried as one of a sample, so that it need not be read again.
  var sample: (facts: CommentFacts, answered: String?)?

  /// The first node.
  var start: Int { ranges.first?.lowerBound ?? 0 }
  /// The node after the last one.
  var end: Int { ranges.last?.upperBound ?? 0 }
}

/// What is known about a comment, each part `nil` until somebody says it.
struct CommentFacts {
  /// The speaker's name.
  var author: String?
  /// Where the speaker's name leads, absolute.
  var authorURL: String?
  /// When.
  var published: Timestamp?
  /// The comment's own title.
  var title: String?
  /// The words.
  var text: String?
  /// Where other people's words stand in `text`, and what the markup says of them; sorted and apart.
  var quotes: [QuoteSite] = []
  /// The comment's own address, absolute.
  var permalink: String?
  /// Why this is no comment after all (`pingback`, `deleted`, …); `nil` when it is one.
  var omission: String?
}

/// A comment that was read and still lacks its place in the thread.
struct CommentDraft {
  /// What was read.
  var facts = CommentFacts()
  /// The platform's own name for the comment.
  var key: String?
  /// The key of the comment that this one answers, where known.
  var parentKey: String?
  /// The position among the drafts of the comment around this one, where answers stand inside.
  var parentIndex: Int?
  /// How deep the comment stands, where the markup says so outright.
  var depth: Int?
  /// Whether the markup says that the comment has answers and holds none, so that what follows it is its first.
  var isAnsweredBeside = false
  /// The element's id, for a link to the comment.
  var anchor: String?
  /// The nodes that the draft was read from; empty when it comes from a script or another source.
  var nodes: Range<Int> = 0..<0
}
