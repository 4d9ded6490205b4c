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
    let answers = Answers(in: conversation)
    var readings = [Reading?](repeating: nil, count: conversation.voices.count)
    for position in conversation.voices.indices {
      // Parents first, whatever the order: the way up is walked with a list of our own, and cut where it turns round.
      var way: [Int] = []
      var next: Int? = position
      while let here = next, readings[here] == nil, way.count < conversation.voices.count {
        way.append(here)
        next = answers.position(answeredBy: conversation.voices[here]).flatMap { way.contains($0) ? nil : $0 }
        if way.count > 200 { break }
      }
      for here in way.reversed() {
        let voice = Listener.voice(here, of: conversation)
        if let kept = known[voice.id], kept.voice.text == voice.text, kept.voice.parent == voice.parent,
          kept.voice.title == voice.title, kept.voice.quoted == voice.quoted
        {
          readings[here] = kept.reading
          continue
        }
        let answered = answers.position(answeredBy: voice)
        readings[here] = scorer.reading(
          of: voice, about: service ?? self.service, answering: answered.flatMap { readings[$0] })
      }
    }
    return readings.map { reading in
      let reading = reading ?? Reading(stance: nil)
      return isNamed ? reading : reading.ofAnotherMatter
    }
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
    let answered = Answers(in: record.conversation).position(answeredBy: voice)
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

extension Reading {
  /// The reading of a voice that speaks of something else: neutral, where the language could be read.
  fileprivate var ofAnotherMatter: Reading {
    Reading(stance: stance.map { _ in .neutral }, confidence: stance == nil ? 0 : 1, sentiment: sentiment)
  }
}

/// Which voice each comment answers: its parent, or the post where it names none.
private struct Answers {
  private var byID: [String: Int] = [:]
  private let post: Int?

  init(in conversation: Conversation) {
    for (position, voice) in conversation.voices.enumerated() { byID[voice.id] = position }
    post = conversation.voices.firstIndex { $0.kind == .post }
  }

  func position(answeredBy voice: Voice) -> Int? {
    guard voice.kind == .comment else { return nil }
    return voice.parent.map { byID[$0] } ?? post
  }
}
