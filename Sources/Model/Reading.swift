/// What the scorer made of one voice about one service.
public struct Reading: Equatable, Sendable {
  /// The stance; `nil` when the language cannot be read, which is not the same as neutral.
  public var stance: Stance?
  /// −1 quitting … +1 defending.
  public var score: Double
  /// The chance that the stance is right, 0…1, calibrated on labelled texts.
  public var confidence: Double
  /// Polarity of the words, −1…+1, whatever they are about.
  public var sentiment: Double
  /// Why the voice quits or defends, the weightiest first; may be empty.
  public var reasons: [Reason]
  /// The words that moved the score, in the order of the text; may be empty.
  public var evidence: [Evidence]
  /// How many exits of other people the voice reports ("everyone I know has left").
  public var reportedExits: Int
  /// Whether the speaker left once and came back.
  public var isReturn: Bool

  /// Makes a reading from its parts.
  public init(
    stance: Stance?, score: Double = 0, confidence: Double = 0, sentiment: Double = 0,
    reasons: [Reason] = [], evidence: [Evidence] = [], reportedExits: Int = 0, isReturn: Bool = false
  ) {
    self.stance = stance
    self.score = score
    self.confidence = confidence
    self.sentiment = sentiment
    self.reasons = reasons
    self.evidence = evidence
    self.reportedExits = reportedExits
    self.isReturn = isReturn
  }
}

/// Why a voice quits or defends: one entry of the lexicon's taxonomy, such as `privacy` or `price`.
public struct Reason: RawRepresentable, Hashable, Sendable {
  /// The taxonomy's name: lower case, words joined by hyphens.
  public let rawValue: String
  /// Makes a reason from the taxonomy's name.
  public init(rawValue: String) { self.rawValue = rawValue }
}

/// The exact words that moved a score, and the cue that they matched.
public struct Evidence: Hashable, Sendable {
  /// Where the words stand.
  public enum Place: String, Sendable {
    case title, text
  }

  /// The words as they stand there.
  public var text: String
  /// Offset of their first byte in the UTF-8 of the title or text.
  public var start: Int
  /// Offset after their last byte.
  public var end: Int
  /// The identifier of the lexicon's cue.
  public var cue: String
  /// What the match added to the score after all modifiers: negative for quitting, positive for defending.
  public var weight: Double
  /// Whether the words stand in the title or in the text.
  public var place: Place

  /// Makes a piece of evidence from its parts.
  public init(text: String, start: Int, end: Int, cue: String, weight: Double, place: Place = .text) {
    self.text = text
    self.start = start
    self.end = end
    self.cue = cue
    self.weight = weight
    self.place = place
  }
}
