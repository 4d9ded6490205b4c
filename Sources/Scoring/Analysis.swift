public import Model

/// A reading with everything that led to it.
public struct Analysis: Sendable, Equatable {
  /// In what manner a text is written.
  public enum Register: String, Sendable {
    case personal, news, guide
  }

  /// What was made of the voice.
  public var reading: Reading
  /// The language that the text was read in, as a BCP 47 tag; `nil` when none was recognised.
  public var language: String?
  /// In what manner the text is written.
  public var register: Register
  /// Every cue that matched, in the order of title and text, those without weight included.
  public var findings: [Finding]
  /// The sums in the order in which they were formed.
  public var steps: [Step]

  /// One line of the arithmetic.
  public struct Step: Sendable, Equatable {
    /// What was computed, in a few words.
    public var name: String
    /// The result.
    public var value: Double

    /// What speaks for quitting before single words are counted.
    public static let quittingByCues = "quitting by cues"
    /// What speaks for defending before single words are counted.
    public static let defendingByCues = "defending by cues"
    /// What speaks for quitting in all.
    public static let quitting = "quitting in all"
    /// What speaks for defending in all.
    public static let defending = "defending in all"
    /// What one of them has to reach.
    public static let threshold = "threshold"

    init(_ name: String, _ value: Float) {
      self.name = name
      self.value = Double(value)
    }
  }
}
