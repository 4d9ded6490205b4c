import Model

/// What the statistics keep of a voice.
struct Ballot {
  /// The speaker's number; −1 for nobody in particular.
  var person: Int32
  var site: Int32
  var page: Int32
  /// Milliseconds since 1970; `nil` without a time.
  var milliseconds: Int64?
  var precision: Timestamp.Precision
  var kind: Voice.Kind
  var stance: Stance?
  var sentiment: Float
  var reportedExits: Int32
  var isReturn: Bool
  /// Sketch of the words; `nil` for short texts.
  var fold: CopyFold.Sketch?
  /// The voice's reasons, as positions in the pool.
  var reasons: Range<Int32>

  /// Whether the voice counts before another with the same words: the dated before the undated, the earlier, the post.
  func precedes(_ other: Ballot) -> Bool {
    switch (milliseconds, other.milliseconds) {
    case (nil, nil): return rank < other.rank
    case (nil, _): return false
    case (_, nil): return true
    case (let mine?, let theirs?): return mine == theirs ? rank < other.rank : mine < theirs
    }
  }

  private var rank: Int {
    switch kind {
    case .post: 0
    case .comment: 1
    case .quote: 2
    }
  }
}

/// Numbers for texts, in the order in which they come.
struct Numbering {
  private(set) var numbers: [String: Int32] = [:]
  private(set) var count: Int32 = 0

  /// The number of a text, and whether it is new.
  mutating func number(of text: String) -> (number: Int32, isNew: Bool) {
    if let number = numbers[text] { return (number, false) }
    numbers[text] = count
    count += 1
    return (count - 1, true)
  }
}
