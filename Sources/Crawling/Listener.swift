internal import Extraction
public import Model
public import Scoring
public import Storage

/// Reads a conversation's voices about a service: each with the reading of the voice that it answers.
public struct Listener: Sendable {
  /// What is talked about.
  public let service: Service
  private let scorer: Scorer

  /// Makes a listener.
  public init(service: Service, scorer: Scorer = Scorer()) {
    self.service = service
    self.scorer = scorer
  }

  /// The readings of a conversation's voices, in their order.
  ///
  /// - Parameter earlier: readings that are still good, by voice id and words; they are not made again.
  public func readings(of conversation: Conversation, keeping earlier: PageRecord? = nil) -> [Reading] {
    var known: [String: (voice: Voice, reading: Reading)] = [:]
    if let earlier {
      for (voice, reading) in zip(earlier.conversation.voices, earlier.readings) { known[voice.id] = (voice, reading) }
    }
    var byID: [String: Int] = [:]
    for (position, voice) in conversation.voices.enumerated() { byID[voice.id] = position }
    var readings = [Reading?](repeating: nil, count: conversation.voices.count)
    let post = conversation.voices.firstIndex { $0.kind == .post }
    for position in conversation.voices.indices {
      // Parents first, whatever the order: the way up is walked with a list of our own, and cut where it turns round.
      var way: [Int] = []
      var next: Int? = position
      while let here = next, readings[here] == nil, way.count < conversation.voices.count {
        way.append(here)
        next = parent(of: conversation.voices[here], in: byID, post: post).flatMap { way.contains($0) ? nil : $0 }
        if way.count > 200 { break }
      }
      for here in way.reversed() {
        var voice = conversation.voices[here]
        // A comment that says too little of its language is written in the page's.
        if voice.language == nil { voice.language = conversation.language }
        if let kept = known[voice.id], kept.voice.text == voice.text, kept.voice.parent == voice.parent,
          kept.voice.title == voice.title, kept.voice.quoted == voice.quoted
        {
          readings[here] = kept.reading
          continue
        }
        let answered = voice.kind == .comment ? parent(of: voice, in: byID, post: post).flatMap { readings[$0] } : nil
        readings[here] = scorer.reading(of: voice, about: service, answering: answered)
      }
    }
    return readings.map { $0 ?? Reading(stance: nil) }
  }

  private func parent(of voice: Voice, in byID: [String: Int], post: Int?) -> Int? {
    if let parent = voice.parent { return byID[parent] }
    return voice.kind == .comment ? post : nil
  }
}
