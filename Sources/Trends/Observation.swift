public import Model

/// One voice with its reading, as the statistics see it.
public struct Observation: Equatable, Sendable {
  /// The voice.
  public var voice: Voice
  /// What the scorer made of it.
  public var reading: Reading
  /// The site: the page's host without `www.`.
  public var site: String
  /// The page's canonical address.
  public var page: String
  /// How many voices answer this one, directly or below an answer.
  public var replies: Int

  /// Makes an observation.
  public init(voice: Voice, reading: Reading, site: String, page: String, replies: Int = 0) {
    self.voice = voice
    self.reading = reading
    self.site = site
    self.page = page
    self.replies = replies
  }

  /// The observations of a whole page, in the order of its voices.
  ///
  /// - Parameter readings: one for each voice; voices without one are left out.
  public static func observations(in conversation: Conversation, readings: [Reading]) -> [Observation] {
    let site = site(of: conversation.canonical)
    let replies = replies(in: conversation.voices)
    return zip(conversation.voices, readings).map { voice, reading in
      Observation(
        voice: voice, reading: reading, site: site, page: conversation.canonical, replies: replies[voice.id] ?? 0)
    }
  }

  /// The host of an address, without `www.`.
  public static func site(of address: String) -> String {
    let host = Address(address)?.host ?? address
    return host.hasPrefix("www.") ? String(host.dropFirst(4)) : host
  }

  /// Answers by the id of the voice that they lie below; a post is answered by all comments of its page.
  private static func replies(in voices: [Voice]) -> [String: Int] {
    var parents: [String: String] = [:]
    for voice in voices where voice.kind == .comment {
      if let parent = voice.parent { parents[voice.id] = parent }
    }
    var replies: [String: Int] = [:]
    for voice in voices where voice.kind == .comment {
      var ancestor = parents[voice.id]
      var steps = 0
      while let id = ancestor, steps < 64 {
        replies[id, default: 0] += 1
        ancestor = parents[id]
        steps += 1
      }
    }
    if let post = voices.first(where: { $0.kind == .post }) {
      replies[post.id] = voices.count { $0.kind == .comment }
    }
    return replies
  }
}
