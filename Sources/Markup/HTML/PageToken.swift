/// One thing that stands in a page, as the tree builder takes it.
struct PageToken: BitwiseCopyable {
  enum Kind: UInt8 {
    /// A start tag.
    case start
    /// An end tag.
    case end
    /// Words: a stretch of the table's pool.
    case text
    /// A single character of white space between tags.
    case blank
  }

  var kind: Kind
  /// Whether a tag of a drawing was closed where it was opened.
  var isSelfClosing = false
  /// The tag of a start or end tag.
  var tag: Tag = .text
  /// How many attributes a start tag has.
  var attributeCount: UInt16 = 0
  /// The length of a name that `Tag` does not list.
  var nameLength: UInt8 = 0
  /// Where the attributes of a start tag begin in the table, or where a text begins in its pool; the character of a blank.
  var first: Int32 = 0
  /// Where a text ends in the pool, or where a name that `Tag` does not list begins in the table's names.
  var second: Int32 = 0
}
