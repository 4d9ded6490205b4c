public import Model

extension Conversation {
  /// The conversation with what another place gave: one thread, nobody twice.
  ///
  /// Comments of the same id are one; so are comments of the same author with nearly the same words. The more exact time
  /// and a stated parent win; the page's own words stay. Comments lie in the order of the thread, siblings by time.
  ///
  /// - Complexity: O(n log n) in the number of voices.
  public func merging(_ answer: SourceAnswer) -> Conversation {
    var result = self
    if let stated = answer.statedComments { result.statedComments = max(stated, statedComments ?? 0) }
    var left: [String: Int] = [:]
    for omission in leftOut { left[omission.cause, default: 0] += omission.count }
    for omission in answer.leftOut {
      // Another page leaves out others; an interface leaves out the same again.
      let known = left[omission.cause] ?? 0
      left[omission.cause] = answer.kind == .page ? known + omission.count : max(known, omission.count)
    }
    result.leftOut = left.map { Omission(cause: $0.key, count: $0.value) }.sorted { $0.cause < $1.cause }
    for notice in answer.notices where !result.notices.contains(notice) { result.notices.append(notice) }
    let notices = Set(result.notices)
    guard
      answer.comments.contains(where: { $0.kind == .comment })
        || !notices.isEmpty && voices.contains(where: { notices.contains($0.id) })
    else { return result }

    let isClosed = answer.mixesNotices && completeness == 1
    var comments: [Voice] = []
    var others: [String: [Voice]] = [:]
    var before: [Voice] = []
    var ids: [String: Int] = [:]
    var words: [Fingerprint: Int] = [:]
    var renamed: [String: String] = [:]
    for voice in voices {
      switch voice.kind {
      case .comment where notices.contains(voice.id): continue
      case .comment:
        ids[voice.id] = comments.count
        words[ThreadOrder.words(of: voice)] = comments.count
        comments.append(voice)
      case .quote where voice.parent.map({ notices.contains($0) }) ?? false: continue
      case .quote where voice.parent.map({ ids[$0] != nil }) ?? false:
        others[voice.parent ?? "", default: []].append(voice)
      default: before.append(voice)
      }
    }
    for voice in answer.comments where voice.kind == .comment && !notices.contains(voice.id) {
      if let known = ids[voice.id] ?? words[ThreadOrder.words(of: voice)] {
        if comments[known].id != voice.id { renamed[voice.id] = comments[known].id }
        comments[known] = ThreadOrder.joined(comments[known], voice, parentsWin: answer.statesParents)
      } else if !isClosed {
        ids[voice.id] = comments.count
        words[ThreadOrder.words(of: voice)] = comments.count
        comments.append(voice)
      }
    }
    for voice in answer.comments where voice.kind == .quote {
      let parent = voice.parent.map { renamed[$0] ?? $0 } ?? ""
      guard ids[parent] != nil else { continue }
      if let known = others[parent]?.firstIndex(where: { $0.text == voice.text }) {
        if others[parent]?[known].speaker == nil { others[parent]?[known].speaker = voice.speaker }
        continue
      }
      var voice = voice
      voice.parent = parent
      others[parent, default: []].append(voice)
    }
    for index in comments.indices {
      if let parent = comments[index].parent, let name = renamed[parent] { comments[index].parent = name }
    }
    result.voices = before
    for comment in ThreadOrder.ordered(comments) {
      result.voices.append(comment)
      for var quote in others[comment.id] ?? [] {
        quote.depth = comment.depth
        result.voices.append(quote)
      }
    }
    QuotedVoices.name(&result.voices)
    return result
  }

  /// The conversation as merging with itself would leave it: comments in the order of the thread, siblings by time.
  ///
  /// - Complexity: O(n log n) in the number of voices.
  public func threaded() -> Conversation {
    var comments: [Int] = []
    var places: [String: Int] = [:]
    var quotes: [Int: [Int]] = [:]
    var others: [Int] = []
    comments.reserveCapacity(voices.count)
    places.reserveCapacity(voices.count)
    var isDouble = false
    for place in voices.indices {
      if voices[place].kind == .comment {
        isDouble = places.updateValue(place, forKey: voices[place].id) != nil || isDouble
        comments.append(place)
      } else if voices[place].kind == .quote, let parent = voices[place].parent, let comment = places[parent] {
        quotes[comment, default: []].append(place)
      } else {
        others.append(place)
      }
    }
    // Doubles, and quotes before the comments that quote, take the long way.
    if isDouble || others.contains(where: { voices[$0].parent.map { places[$0] != nil } ?? false }) {
      return merging(SourceAnswer(comments: voices.filter { $0.kind != .post }))
    }
    var result = self
    var left: [String: Int] = [:]
    for omission in leftOut { left[omission.cause, default: 0] += omission.count }
    result.leftOut = left.map { Omission(cause: $0.key, count: $0.value) }.sorted { $0.cause < $1.cause }
    if comments.isEmpty { return result }
    let order = ThreadOrder.order(of: comments, in: voices, places: places)
    if isThreaded(behind: others, in: order, quotes) { return result }
    result.voices = others.map { voices[$0] }
    result.voices.reserveCapacity(voices.count)
    for (place, depth, isRoot) in order {
      var comment = voices[place]
      comment.depth = depth
      if isRoot { comment.parent = nil }
      result.voices.append(comment)
      for quote in quotes[place] ?? [] {
        result.voices.append(voices[quote])
        result.voices[result.voices.count - 1].depth = depth
      }
    }
    return result
  }

  /// Whether all voices stand where an order of the comments puts them, with the depths that it gives them.
  private func isThreaded(
    behind others: [Int], in order: [(place: Int, depth: Int, isRoot: Bool)], _ quotes: [Int: [Int]]
  ) -> Bool {
    if let last = others.last, last >= others.count { return false }
    var next = others.count
    for (place, depth, isRoot) in order {
      if place != next || voices[place].depth != depth || isRoot && voices[place].parent != nil { return false }
      next += 1
      if quotes.isEmpty { continue }
      for quote in quotes[place] ?? [] {
        if quote != next || voices[quote].depth != depth { return false }
        next += 1
      }
    }
    return true
  }

  /// The share of its comments that was heard, 0…1; `nil` when nobody says how many there are.
  ///
  /// Pingbacks and trackbacks, which many platforms count as comments, are not missing when they were seen.
  public var completeness: Double? {
    guard let stated = statedComments else { return nil }
    guard stated > 0 else { return 1 }
    let heard = voices.reduce(0) { $0 + ($1.kind == .comment ? 1 : 0) }
    let told = leftOut.reduce(0) { sum, omission in
      ["pingback", "trackback", "reblog", "deleted", "empty"].contains(omission.cause) ? sum + omission.count : sum
    }
    return min(1, Double(heard + told) / Double(stated))
  }
}

/// The rules that make one thread of comments from several places.
enum ThreadOrder {
  /// A fingerprint of who said what, whatever the white space, case and signs.
  static func words(of voice: Voice) -> Fingerprint {
    var fingerprint = Fingerprint()
    fingerprint.combine((voice.speaker ?? "").lowercased())
    // The beginning decides: interfaces cut or dress the end.
    var count = 0
    for byte in voice.text.utf8 {
      if count >= 160 { break }
      guard byte >= 0x80 || (byte >= 0x30 && byte <= 0x39) || (byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7a) else {
        continue
      }
      // Typographic quotes, dashes and dots differ between a page and its interface.
      if byte >= 0x80 { continue }
      fingerprint.combine(byte | 0x20)
      count += 1
    }
    if count < 8 {
      fingerprint.combine(voice.text)
      fingerprint.combine(voice.published?.day ?? "")
    }
    return fingerprint
  }

  /// One comment from two accounts of it.
  static func joined(_ known: Voice, _ other: Voice, parentsWin: Bool = false) -> Voice {
    var joined = known
    if joined.speaker == nil { joined.speaker = other.speaker }
    // A page dresses the signs in a name; an interface gives it as it was written.
    if parentsWin, let name = other.speaker, let shown = joined.speaker, name != shown, plain(name) == plain(shown) {
      joined.speaker = name
    }
    if joined.speakerURL == nil { joined.speakerURL = other.speakerURL }
    if joined.title == nil { joined.title = other.title }
    if joined.parent == nil || parentsWin, let parent = other.parent {
      joined.parent = parent
      joined.depth = other.depth
    }
    if joined.text.isEmpty {
      joined.text = other.text
      joined.quoted = other.quoted
    }
    joined.published = better(known.published, other.published)
    return joined
  }

  private static func plain(_ name: String) -> String {
    String(name.map { "’‘´`".contains($0) ? "'" : "“”„".contains($0) ? "\"" : "–—".contains($0) ? "-" : $0 })
  }

  /// The more exact of two times: an instant with its zone over one without, a finer unit over a coarser.
  static func better(_ first: Timestamp?, _ second: Timestamp?) -> Timestamp? {
    guard let first else { return second }
    guard let second else { return first }
    func grade(_ time: Timestamp) -> Int {
      if time.source == .relative { return 100 }
      return (time.offset == nil ? 10 : 0) + max(1, time.precision.rank)
    }
    if grade(second) == grade(first) {
      // Both exact: keep seconds, and a zone that says where over plain UTC.
      if second.precision.rank < first.precision.rank, second.offset == first.offset { return second }
      return first
    }
    return grade(second) < grade(first) ? second : first
  }

  /// Comments in the order of the thread: each followed by its answers, siblings by time, equals as they came.
  static func ordered(_ comments: [Voice]) -> [Voice] {
    var places: [String: Int] = [:]
    if comments.contains(where: { $0.parent != nil }) {
      for place in comments.indices { places[comments[place].id] = place }
    }
    return order(of: Array(comments.indices), in: comments, places: places).map { place, depth, isRoot in
      var comment = comments[place]
      comment.depth = depth
      if isRoot { comment.parent = nil }
      return comment
    }
  }

  /// The same as places, with the depth of each and whether it answers nobody that is known.
  ///
  /// - Parameters:
  ///   - comments: the places of the comments among the voices.
  ///   - places: where each comment stands, by its id; may be empty where none names a parent.
  static func order(
    of comments: [Int], in voices: [Voice], places: [String: Int]
  ) -> [(place: Int, depth: Int, isRoot: Bool)] {
    // Ids that are told apart by the place that bears them; of several with one id, the last stands for all.
    let isUnique = places.count == comments.count
    // By place the first answer, by answer the next to the same.
    var firsts: [Int?] = []
    var nexts: [Int?] = []
    var roots: [Int] = []
    roots.reserveCapacity(comments.count)
    var isKnown = [Bool](repeating: false, count: comments.count)
    for index in comments.indices.reversed() {
      let comment = comments[index]
      if let parent = voices[comment].parent, let place = places[parent] {
        isKnown[index] = true
        if isUnique ? place != comment : parent != voices[comment].id {
          if firsts.isEmpty {
            firsts = [Int?](repeating: nil, count: voices.count)
            nexts = [Int?](repeating: nil, count: comments.count)
          }
          nexts[index] = firsts[place]
          firsts[place] = index
          continue
        }
      }
      roots.append(index)
    }
    roots.reverse()
    let instants = comments.map { voices[$0].published?.instant }
    func earlier(_ left: Int, _ right: Int) -> Bool {
      guard let first = instants[left], let second = instants[right], first != second else { return left < right }
      return first < second
    }
    // Sorting by time needs times of one kind: a page that mixes words and exact times keeps its own order.
    let isTimed = comments.allSatisfy { (voices[$0].published?.precision.rank ?? 9) <= 1 }
    if isTimed { roots.sort(by: earlier) }
    var result: [(place: Int, depth: Int, isRoot: Bool)] = []
    result.reserveCapacity(comments.count)
    var placed = [Bool](repeating: false, count: comments.count)
    var answers: [Int] = []
    var waiting: [(index: Int, depth: Int)] = roots.reversed().map { ($0, 0) }
    while let (index, depth) = waiting.popLast() {
      if placed[index] { continue }
      placed[index] = true
      result.append((comments[index], depth, depth == 0 && !isKnown[index]))
      guard !firsts.isEmpty, let place = isUnique ? comments[index] : places[voices[comments[index]].id] else {
        continue
      }
      answers.removeAll(keepingCapacity: true)
      var answer = firsts[place]
      while let index = answer {
        answers.append(index)
        answer = nexts[index]
      }
      if isTimed, answers.count > 1 { answers.sort(by: earlier) }
      for answer in answers.reversed() { waiting.append((answer, depth + 1)) }
    }
    // Circles of parents are nobody's fault but the source's: they stand at the end, as comments on the post.
    for index in comments.indices where !placed[index] { result.append((comments[index], 0, true)) }
    return result
  }
}
