/// One entry of the lexicon: a pattern, what it says about a stance, and how much.
public struct Cue: Sendable, Equatable {
  /// What a cue's match means.
  public enum Kind: UInt8, BitwiseCopyable, Sendable, CaseIterable {
    /// An act of leaving ("deleted my account"): whose it is and whether it happened decide.
    case exit
    /// Words of parting ("goodbye"), the speaker's own unless the service itself closes.
    case farewell
    /// A call on others to leave ("boycott").
    case call
    /// Not joining, or doing without.
    case refuse
    /// An act of staying, joining or going on using.
    case stay
    /// Coming back.
    case comeback
    /// Good words about the service.
    case praise
    /// Bad words about the service; never quitting by themselves.
    case blame
    /// An argument against critics and quitters.
    case counter
    /// Weighing up, not having decided.
    case waver
    /// Exits of other people.
    case report
    /// The service itself ends.
    case closing
    /// A sign that the text reports news.
    case news
    /// A sign that the text gives instructions.
    case guide
    /// Agreement with whom one answers.
    case agree
    /// Disagreement with whom one answers.
    case disagree
    /// Why: an entry of the reasons' taxonomy.
    case reason
    /// Words that look like a cue and are none.
    case shield

    /// The name of the section in the lexicon's files.
    public var name: String { "\(self)" }

    /// Whether a comma between two words of a pattern may be passed over: "so long, Acme".
    @inline(__always) var skipsCommas: Bool {
      switch self {
      case .farewell, .counter, .waver, .agree, .refuse, .stay, .praise: true
      default: false
      }
    }
  }

  /// A name that stays the same: kind and pattern.
  public let id: String
  /// What a match means.
  public let kind: Kind
  /// How much a plain match by the speaker counts; about 1 for a mild cue, 3 for an unmistakable one.
  public let weight: Double
  /// The pattern as written.
  public let pattern: String
  /// The reason's name, for cues of kind `reason`.
  public let reason: String?
  /// The language whose folder holds the cue.
  public let language: String
  /// Sentences in which the cue must fire, with the matched words in ⟦⟧, and sentences in which it must not.
  public let examples: [Example]
  /// The file that the cue stands in.
  public let file: String
  /// The line in that file, from 1.
  public let line: Int

  /// One sentence of a cue's own test.
  public struct Example: Sendable, Equatable {
    /// The sentence; the service is called Acme, another one Zenith.
    public let text: String
    /// Whether the cue must fire.
    public let fires: Bool
  }
}
