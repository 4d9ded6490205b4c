internal import Extraction
public import Model
public import Scoring
public import Storage

/// Reads a conversation's voices about a service: each with the reading of the voice that it answers.
///
/// Where neither title nor any voice names the service, nobody takes a side towards it: whoever tells there of leaving
/// leaves something else. Reports leave such pages out (`Relevance`), and their readings say the same. A listener whose
/// service has no name reads each page about what it keeps naming (`Scorer.subject`), where that stands out.
public struct Listener: Sendable {
  /// What is talked about.
  public let service: Service
  private let scorer: Scorer
  private let relevance: Relevance

  /// Makes a listener.
  public init(service: Service, scorer: Scorer = Scorer()) {
    self.service = service
    relevance = Relevance(service)
    self.scorer = scorer
  }

  /// The readings of a conversation's voices, in their order.
  ///
  /// - Parameters:
  ///   - earlier: readings that are still good, by voice id and words; they are not made again.
  ///   - isNamed: whether anything on the page names the service, where the caller knows.
  public func readings(
    of conversation: Conversation, keeping earlier: PageRecord? = nil, isNamed: Bool? = nil
  ) -> [Reading] {
    let service = subject(of: conversation)
    let isNamed = service != nil && (isNamed ?? self.isNamed(in: conversation))
    var known: [String: (voice: Voice, reading: Reading)] = [:]
    if let earlier, subject(of: earlier.conversation) == service,
      (service != nil && self.isNamed(in: earlier.conversation)) == isNamed
    {
      for (voice, reading) in zip(earlier.conversation.voices, earlier.readings) { known[voice.id] = (voice, reading) }
    }
    let voices = conversation.voices
    // What nobody takes a side in is read for its sentiment alone, whoever answers whom.
    if !isNamed {
      return voices.indices.map { here in
        if let kept = known[voices[here].id], kept.voice.hasWords(of: voices[here]) {
          return kept.reading.ofAnotherMatter
        }
        return Reading(
          ofAnotherMatter: scorer.sentiment(of: Listener.voice(here, of: conversation), about: service ?? self.service))
      }
    }
    let answers = Answers(in: conversation)
    var readings = [Reading?](repeating: nil, count: voices.count)
    var way: [Int] = []
    for position in voices.indices {
      // Parents first, whatever the order: the way up is walked with a list of our own, and cut where it turns round.
      way.removeAll(keepingCapacity: true)
      var next: Int? = position
      while let here = next, readings[here] == nil, way.count < voices.count {
        way.append(here)
        next = answers[here].flatMap { way.contains($0) ? nil : $0 }
        if way.count > 200 { break }
      }
      for here in way.reversed() {
        if !known.isEmpty, let kept = known[voices[here].id], kept.voice.hasWords(of: voices[here]) {
          readings[here] = kept.reading
          continue
        }
        readings[here] = scorer.reading(
          of: Listener.voice(here, of: conversation), about: service ?? self.service,
          answering: answers[here].flatMap { readings[$0] })
      }
    }
    return readings.map { $0 ?? Reading(stance: nil) }
  }

  /// Whether anything on a page names the service, so that its voices can take a side.
  public func isNamed(in conversation: Conversation) -> Bool { relevance.isMentioned(in: conversation) }

  /// What the voices of a conversation are read about: the service, or what the page keeps naming where that has no name;
  /// `nil` where nothing stands out that people could leave.
  public func subject(of conversation: Conversation) -> Service? {
    service.names.allSatisfy(\.isEmpty) ? scorer.subject(of: conversation) : service
  }

  /// Why one voice of a record is read as it is.
  public func analysis(of position: Int, in record: PageRecord) -> Analysis {
    let voice = Listener.voice(position, of: record.conversation)
    let answered = Answers(in: record.conversation)[position]
    let subject = subject(of: record.conversation)
    var analysis = scorer.analysis(
      of: voice, about: subject ?? service,
      answering: answered.flatMap { $0 < record.readings.count ? record.readings[$0] : nil })
    if subject == nil || !isNamed(in: record.conversation) { analysis.reading = analysis.reading.ofAnotherMatter }
    return analysis
  }

  /// A voice as it is read: one that says too little of its language speaks the page's.
  private static func voice(_ position: Int, of conversation: Conversation) -> Voice {
    var voice = conversation.voices[position]
    if voice.language == nil { voice.language = conversation.language }
    return voice
  }
}

extension Voice {
  /// Whether another account of the same voice gives a scorer the same to read.
  fileprivate func hasWords(of other: Voice) -> Bool {
    text == other.text && parent == other.parent && title == other.title && quoted == other.quoted
  }
}

extension Reading {
  /// The reading of a voice that speaks of something else: neutral, where the language could be read and so has a
  /// sentiment.
  fileprivate init(ofAnotherMatter sentiment: Double?) {
    guard let sentiment else {
      self.init(stance: nil)
      return
    }
    self.init(stance: .neutral, confidence: 1, sentiment: sentiment)
  }

  /// The same of one that was read as if it spoke of the service.
  fileprivate var ofAnotherMatter: Reading { Reading(ofAnotherMatter: stance == nil ? nil : sentiment) }
}

/// Which voice each comment answers: its parent, or the post where it names none.
private struct Answers {
  /// The places of the voices that are answered, by the places of those that answer.
  private var places: [Int?]

  init(in conversation: Conversation) {
    let voices = conversation.voices
    let post = voices.firstIndex { $0.kind == .post }
    places = [Int?](repeating: nil, count: voices.count)
    var byID: [String: Int] = [:]
    if voices.contains(where: { $0.kind == .comment && $0.parent != nil }) {
      byID.reserveCapacity(voices.count)
      for place in voices.indices { byID[voices[place].id] = place }
    }
    for place in voices.indices where voices[place].kind == .comment {
      if let parent = voices[place].parent { places[place] = byID[parent] } else { places[place] = post }
    }
  }

  subscript(place: Int) -> Int? { places[place] }
}
