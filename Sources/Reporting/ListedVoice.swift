public import JSONCoding
public import Model
public import Trends

/// A voice as lists show it: who, where, when, what was read from it, and the words around its evidence.
public struct ListedVoice: Equatable, Sendable {
  /// A piece of the words; evidence has a cue.
  public struct Piece: Equatable, Sendable {
    /// The words.
    public var text: String
    /// The cue that they matched; `nil` between the evidence.
    public var cue: String?
    /// Negative for quitting, positive for defending; 0 between the evidence.
    public var weight: Double
  }

  /// The voice's id.
  public var id: String
  /// Post, comment or quote.
  public var kind: Voice.Kind
  /// Its address.
  public var url: String
  /// The page's canonical address.
  public var page: String
  /// The title above it or above its page.
  public var title: String?
  /// The page's host.
  public var site: String
  /// Who speaks.
  public var speaker: String?
  /// The day, as exactly as it is known: `2011-10-26`, `2011-10` or `2011`.
  public var published: String?
  /// The stance; `nil` for a language that cannot be read.
  public var stance: Stance?
  /// −1 quitting … +1 defending.
  public var score: Double
  /// The chance that the stance is right.
  public var confidence: Double
  /// Polarity of the words.
  public var sentiment: Double
  /// The reasons given.
  public var reasons: [Reason]
  /// Voices that answer it.
  public var replies: Int
  /// The words around the evidence.
  public var pieces: [Piece]

  /// Makes the list's view of a voice.
  ///
  /// - Parameter title: of the page, where the voice has none of its own.
  public init(_ observation: Observation, title: String? = nil) {
    let voice = observation.voice
    let reading = observation.reading
    id = voice.id
    kind = voice.kind
    url = voice.url
    page = observation.page
    self.title = voice.title ?? title
    site = observation.site
    speaker = voice.speaker
    published = voice.published.map { time in
      let date = CivilTime(time.instant).date
      switch time.precision {
      case .second, .minute, .day: return date
      case .month: return String(date.prefix(7))
      case .year: return String(date.prefix(4))
      }
    }
    stance = reading.stance
    score = reading.score
    confidence = reading.confidence
    sentiment = reading.sentiment
    reasons = reading.reasons
    replies = observation.replies
    pieces = MarkedWords.pieces(of: voice, reading)
  }

  /// Writes the voice as the writer's next value.
  public func write(into writer: inout JSONWriter) {
    writer.beginObject()
    for (key, text) in [
      ("id", id), ("kind", kind.rawValue), ("url", url), ("page", page), ("title", title), ("site", site),
      ("speaker", speaker), ("published", published), ("stance", stance?.rawValue),
    ] {
      writer.key(key)
      writer.string(text)
    }
    for (key, number) in [("score", score), ("confidence", confidence), ("sentiment", sentiment)] {
      writer.key(key)
      writer.number(number)
    }
    writer.member("reasons", reasons.map(\.rawValue))
    writer.member("replies", replies)
    writer.objects("words", pieces) { piece, writer in
      writer.member("text", piece.text)
      writer.member("cue", piece.cue)
      writer.member("weight", piece.weight)
    }
    writer.endObject()
  }

  /// Reads what `write` wrote; `nil` for anything else.
  public init?(_ value: JSONValue) {
    guard let id = value["id"]?.string, let kind = value["kind"]?.string.flatMap(Voice.Kind.init),
      let url = value["url"]?.string, let page = value["page"]?.string, let site = value["site"]?.string
    else { return nil }
    self.id = id
    self.kind = kind
    self.url = url
    self.page = page
    self.site = site
    title = value["title"]?.string
    speaker = value["speaker"]?.string
    published = value["published"]?.string
    stance = value["stance"]?.string.flatMap(Stance.init)
    score = value["score"]?.double ?? 0
    confidence = value["confidence"]?.double ?? 0
    sentiment = value["sentiment"]?.double ?? 0
    reasons = (value["reasons"]?.array ?? []).compactMap(\.string).map(Reason.init)
    replies = value["replies"]?.int ?? 0
    pieces = (value["words"]?.array ?? []).map { piece in
      Piece(text: piece["text"]?.string ?? "", cue: piece["cue"]?.string, weight: piece["weight"]?.double ?? 0)
    }
  }
}
