/// Words that a page writes around comments and that nobody said: "Reply", "Log in to reply", "says:".
enum InterfaceWords {
  private static let exact: Set<String> = {
    let words = """
      reply|replies|log in to reply|login to reply|log in to leave a comment|says|says:|said|said:|said…|said...|wrote|wrote:|like|likes|liked|unlike|like this|\
      permalink|perma|link|link to this|link to comment|link to this comment|permalink to this comment|#|quote|report|\
      report abuse|report comment|report this comment|report this|report this post|flag|flag as inappropriate|flag this|share|share this|tweet|tweet this|\
      edit|delete|delete comment|(edit)|edit this comment|more|read more|expand|collapse|hide|show|show more|show less|top|back to top|up|\
      vote|vote up|vote down|upvote|downvote|recommend|recommended|recommend?|thumb up|thumb down|thumbs up|thumbs down|0|+1|-1|+|-|↑|↓|▲|▼|★|\
      loading|loading...|loading…|reply to this comment|reply to this|reply to comment|reply to|answer|respond|respond to this|\
      comment|comment link|post|posted|posted:|posted by|posted by:|at|on|by|and|am|pm||,|.|;|:|—|–|•|·|…|«|»|›|‹|/|//|(|)|[|]|()|[]|[#]|1|\
      your comment is awaiting moderation.|your comment is awaiting moderation|awaiting moderation|(author)|author|guest|\
      antworten|auf diesen kommentar antworten|zitieren|melden|kommentar melden|diesen kommentar melden|bewerten|teilen|link zum kommentar|gefällt mir|gefällt mir nicht|\
      répondre|signaler|citer|partager|j'aime|lien permanent|responder|denunciar|citar|compartir|me gusta|compartilhar|curtir|\
      rispondi|segnala|condividi|mi piace|beantwoorden|reageer|delen|svara|svar|odpowiedz|zgłoś|lubię to!|ответить|цитировать|\
      view profile|profile|website|www|email|send private message|private message|pm|find|top|offline|online|new|\
      comments|reactions|0 likes|1 like|like · reply|like·reply|reply · like|like reply|reply like|share reply|helpful|helpful?|was this helpful?|\
      cancel|cancel reply|submit|close|×|x|follow|unfollow|following|subscribe|sign in|log in|login|register|\
      copy link|copy link to clipboard|this comment has been removed|translate|see translation|view in context|parent|context|full thread|\
      show parent|go to comment|in reply to|reply with quote|multi-quote this message|reply with quotereply with quote|rate this|rate|spam|abuse|
      """
    return Set(words.split(separator: "|").map { String($0).trimmed })
  }()

  /// Whether a line, in lower case, is a control's label and nothing else.
  static func isControl(_ line: String) -> Bool {
    guard line.utf8.count <= 60 else { return false }
    if exact.contains(line) { return true }
    let bytes = Array(line.utf8)
    let bare = Edges.trimmed(bytes[...])
    if bare.isEmpty { return true }
    if bare.count < bytes.count, exact.contains(String(decoding: bare, as: UTF8.self)) { return true }
    if bare.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 || $0 == 0x2e || $0 == 0x23 || $0 == 0x20 || $0 == 0x2b }) {
      return true
    }
    if bare.starts(with: "reply to ".utf8), bare.count < 50 { return true }
    if bare.starts(with: "log in to ".utf8), bare.count < 40 { return true }
    // "Reply | Quote | Report": every part is one.
    if bare.contains(where: { $0 == 0x7c || $0 == 0xc2 || $0 == 0xe2 }) {
      let parts = line.split(whereSeparator: { $0 == "|" || $0 == "·" || $0 == "•" })
      if parts.count > 1, parts.allSatisfy({ exact.contains(String($0).trimmed) }) { return true }
    }
    return false
  }

  /// Takes lines that are controls' labels away from both ends of a comment's words.
  static func trimmed(_ text: String, alsoNames names: [String]) -> Range<Int> {
    let bytes = Array(text.utf8)
    var start = 0
    var end = bytes.count
    var dropped = true
    while dropped, start < end {
      dropped = false
      var stop = start
      while stop < end, bytes[stop] != 0x0a { stop += 1 }
      if isNoise(bytes[start..<stop], names) {
        start = stop
        while start < end, bytes[start] == 0x0a { start += 1 }
        dropped = true
      }
    }
    dropped = true
    while dropped, start < end {
      dropped = false
      var begin = end
      while begin > start, bytes[begin - 1] != 0x0a { begin -= 1 }
      // A number or a sign alone at the end may be the whole reply; at least one line stays.
      if begin > start, isNoise(bytes[begin..<end], names) {
        end = begin
        while end > start, bytes[end - 1] == 0x0a { end -= 1 }
        dropped = true
      }
    }
    return start..<end
  }

  private static func isNoise(_ line: ArraySlice<UInt8>, _ names: [String]) -> Bool {
    if line.count > 80 { return false }
    var text = String(decoding: line, as: UTF8.self).lowercased()
    if text.hasPrefix("- ") { text = String(text.dropFirst(2)) }
    if isControl(text) { return true }
    for name in names where !name.isEmpty {
      if text == name.lowercased() { return true }
      if text.hasPrefix(name.lowercased()), text.utf8.count < name.utf8.count + 14,
        !text.contains("wrote"), isControl(String(text.dropFirst(name.count)).trimmed)
      {
        return true
      }
    }
    return false
  }
}
