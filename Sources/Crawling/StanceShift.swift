public import Model
internal import Storage

/// What a second reading changed: pages and voices before and after, stance by stance.
public struct StanceShift: Equatable, Sendable {
  /// What a voice is read as; `nil` stands for one that is not there.
  public struct Move: Hashable, Sendable {
    /// The reading before.
    public var before: Reading?
    /// The reading now.
    public var now: Reading?

    /// Makes a move.
    public init(before: Reading?, now: Reading?) {
      self.before = before
      self.now = now
    }

    /// A stance, or a language that cannot be read.
    public enum Reading: String, Hashable, Sendable, CaseIterable {
      case quitting, defending, neutral, unread

      init(_ stance: Stance?) {
        switch stance {
        case .quitting: self = .quitting
        case .defending: self = .defending
        case .neutral: self = .neutral
        case nil: self = .unread
        }
      }
    }
  }

  /// A voice that moved from one stance to another.
  public struct Example: Equatable, Sendable {
    /// How it moved.
    public var move: Move
    /// The voice as it is now.
    public var voice: Voice
  }

  /// Voices by how they moved.
  public var moves: [Move: Int] = [:]
  /// Some that moved, the first of each kind of move.
  public var examples: [Example] = []
  /// Pages that the store did not have.
  public var newPages = 0
  /// Pages with other contents than before.
  public var changedPages = 0
  /// Pages as they were.
  public var unchangedPages = 0
  /// Voices with other words than before.
  public var otherWords = 0
  /// Voices with another speaker than before.
  public var otherSpeakers = 0
  /// Voices with another time than before.
  public var otherTimes = 0
  /// Voices with another score than before, the stance being the same.
  public var otherScores = 0

  /// Examples that are kept of each kind of move.
  private static let examplesOfAMove = 3

  /// Makes a comparison of nothing.
  public init() {}

  /// Voices that were there before and are read as something else now.
  public var moved: Int {
    moves.reduce(0) { $0 + ($1.key.before != nil && $1.key.now != nil && $1.key.before != $1.key.now ? $1.value : 0) }
  }

  /// Voices that were there before and are there now.
  public var compared: Int { moves.reduce(0) { $0 + ($1.key.before != nil && $1.key.now != nil ? $1.value : 0) } }

  /// Compares a page's record with the one before.
  mutating func compare(_ record: PageRecord, with former: PageRecord?) {
    if former == nil {
      newPages += 1
    } else if former?.conversation == record.conversation, former?.readings == record.readings {
      unchangedPages += 1
    } else {
      changedPages += 1
    }
    var old: [String: Int] = [:]
    for (position, voice) in (former?.conversation.voices ?? []).enumerated() { old[voice.id] = position }
    for (position, voice) in record.conversation.voices.enumerated() {
      let reading = record.readings.indices.contains(position) ? record.readings[position] : Reading(stance: nil)
      guard let former, let place = old.removeValue(forKey: voice.id) else {
        moves[Move(before: nil, now: .init(reading.stance)), default: 0] += 1
        continue
      }
      let oldVoice = former.conversation.voices[place]
      let oldReading = former.readings.indices.contains(place) ? former.readings[place] : Reading(stance: nil)
      let move = Move(before: .init(oldReading.stance), now: .init(reading.stance))
      moves[move, default: 0] += 1
      if move.before != move.now, examples.count(where: { $0.move == move }) < StanceShift.examplesOfAMove {
        examples.append(Example(move: move, voice: voice))
      }
      if move.before == move.now, oldReading.score != reading.score { otherScores += 1 }
      if oldVoice.text != voice.text { otherWords += 1 }
      if oldVoice.speaker != voice.speaker { otherSpeakers += 1 }
      if oldVoice.published != voice.published { otherTimes += 1 }
    }
    for place in old.values {
      guard let former else { continue }
      let reading = former.readings.indices.contains(place) ? former.readings[place] : Reading(stance: nil)
      moves[Move(before: .init(reading.stance), now: nil), default: 0] += 1
    }
  }
}
