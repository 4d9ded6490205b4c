public import Model

/// One matched cue with everything that bore on its weight.
public struct Finding: Sendable, Equatable {
  /// Whose act or view the words are.
  public enum Person: String, Sendable {
    /// The speaker's own.
    case own
    /// Asked of the reader or of everybody.
    case called
    /// Somebody else's.
    case others
    /// The service's.
    case service
    /// Not said.
    case unsaid
  }

  /// When, by the form of the verb.
  public enum Tense: String, Sendable {
    case past, present, future, none
  }

  /// How the words are tied to the service.
  public enum Binding: String, Sendable {
    /// The match names it.
    case named
    /// Its clause names it.
    case near
    /// Carried over from what was said before.
    case carried
    /// The words lead to another service, and so away from this one.
    case direction
    /// The words are about another service.
    case other
  }

  /// The cue's name.
  public var cue: String
  /// What the cue stands for.
  public var kind: Cue.Kind
  /// The reason's name, for reasons.
  public var reason: String?
  /// The words, and what they added to the score.
  public var evidence: Evidence
  /// The clause that the words stand in, in UTF-8 offsets of title or text.
  public var clause: Range<Int>
  /// Whose act or view it is.
  public var person: Person
  /// When.
  public var tense: Tense
  /// How the words are tied to the service.
  public var binding: Binding
  /// What turned the words around: offsets of the negator, in title or text; `nil` when nothing did.
  public var negatedBy: Range<Int>?
  /// Whether the words are somebody else's.
  public var isQuoted: Bool
  /// Whether they stand in a question.
  public var isQuestion: Bool
  /// The factors by which the cue's own weight was multiplied, in the order of the rules; those of 1 are left out.
  public var factors: [Factor]

  /// One factor of a contribution.
  public struct Factor: Sendable, Equatable {
    /// What it stands for, such as `title`, `question` or `hypothetical`.
    public var name: String
    /// What the weight was multiplied by.
    public var value: Double
  }
}
