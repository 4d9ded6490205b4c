import Model

/// Comments in their places: who answers whom, with ids that stay the same in every crawl.
struct CommentThread {
  /// The comments in the order of the page.
  private(set) var voices: [Voice] = []
  /// What markup says of quotations, by the id of the comment that they stand in.
  private(set) var quotes: [String: [QuoteSite]] = [:]
  /// What was no comment after all, by cause.
  private(set) var omissions: [Omission] = []
  /// Ids of what was told to be another site's notice.
  private(set) var notices: [String] = []

  /// Puts drafts, in the order of the page, into a thread.
  ///
  /// - Parameter keepsUnknownParents: whether a parent that is not among the drafts is believed, since it may be elsewhere.
  init(_ drafts: [CommentDraft], page: PageContext, keepsUnknownParents: Bool = false) {
    let names = VoiceID.CommentNames(page: page.canonical)
    var left: [String: Int] = [:]
    var ids = [String?](repeating: nil, count: drafts.count)
    var depths = [Int](repeating: 0, count: drafts.count)
    var byKey: [String: Int] = [:]
    byKey.reserveCapacity(drafts.count)
    voices.reserveCapacity(drafts.count)
    var repetitions: [String: Int] = [:]
    var seenWords: Set<String> = []
    for index in drafts.indices {
      if let cause = drafts[index].facts.omission {
        left[cause, default: 0] += 1
        if let key = drafts[index].key, cause == "pingback" || cause == "trackback" {
          notices.append(names.comment(key: key))
        }
        continue
      }
      guard let text = drafts[index].facts.text, !text.isEmpty else {
        left["empty", default: 0] += 1
        continue
      }
      if let key = drafts[index].key {
        if byKey[key] != nil {
          left["repeated", default: 0] += 1
          continue
        }
        byKey[key] = index
        ids[index] = names.comment(key: key)
      } else {
        let draft = drafts[index]
        let words = "\(draft.facts.author ?? "")\u{1}\(draft.facts.published?.asWritten ?? "")\u{1}\(text)"
        if draft.facts.author != nil, draft.facts.published != nil, !seenWords.insert(words).inserted {
          left["repeated", default: 0] += 1
          continue
        }
        let repetition = repetitions[words, default: 0]
        repetitions[words] = repetition + 1
        ids[index] = VoiceID.comment(
          page: page.canonical, speaker: draft.facts.author, published: draft.facts.published?.asWritten, text: text,
          repetition: repetition)
      }
    }
    // Parents: what the markup says outright, then the comment around this one, then the depth that a class states.
    var trail: [Int] = []
    var answers: [Int: [Int]] = [:]
    for index in drafts.indices {
      guard let id = ids[index] else {
        // What is left out still stands between its answers and their depths.
        depths[index] = drafts[index].parentIndex.map { depths[$0] + 1 } ?? drafts[index].depth ?? 0
        continue
      }
      var parent: Int?
      if let key = drafts[index].parentKey, let known = byKey[key], known != index {
        parent = known
      } else if let around = drafts[index].parentIndex {
        parent = around
        // An answer to something left out is an answer to what stands around that.
        while let current = parent, ids[current] == nil { parent = drafts[current].parentIndex }
        // Names count where nesting has ended: below the first level, or where a sibling's answers stand beside it.
        if let around = parent,
          depths[around] >= 1 || answers[around]?.contains(where: { drafts[$0].isAnsweredBeside }) ?? false,
          let sibling = FlatAnswers.answered(by: index, among: answers[around] ?? [], drafts)
        {
          parent = sibling
        } else if index > 0, drafts[index - 1].isAnsweredBeside, ids[index - 1] != nil,
          drafts[index - 1].parentIndex == around
        {
          parent = index - 1
        }
        if let around = drafts[index].parentIndex { answers[around, default: []].append(index) }
      } else if let depth = drafts[index].depth, depth > 0 {
        parent = trail.last { depths[$0] < depth }
      }
      depths[index] = parent.map { depths[$0] + 1 } ?? 0
      if let parent, depths[parent] >= 1000 { depths[index] = 1000 }
      while let last = trail.last, depths[last] >= depths[index] { trail.removeLast() }
      trail.append(index)
      var parentID = parent.flatMap { ids[$0] }
      if parent == nil, keepsUnknownParents, let key = drafts[index].parentKey {
        parentID = names.comment(key: key)
        depths[index] = 1
      }
      append(index, of: drafts, id: id, parent: parentID, depth: depths[index], page)
    }
    omissions = left.map { Omission(cause: $0.key, count: $0.value) }.sorted { $0.cause < $1.cause }
  }

  /// Appends a draft as a voice; each part is taken where it lies, for a whole draft is dear to copy.
  @inline(__always)
  private mutating func append(
    _ index: Int, of drafts: [CommentDraft], id: String, parent: String?, depth: Int, _ page: PageContext
  ) {
    let url =
      drafts[index].facts.permalink.flatMap { page.absoluteWithFragment($0) }
      ?? "\(page.canonical)\((drafts[index].anchor ?? drafts[index].key).map { "#" + $0 } ?? "")"
    voices.append(
      Voice(
        id: id, kind: .comment, url: url, title: drafts[index].facts.title, speaker: drafts[index].facts.author,
        speakerURL: drafts[index].facts.authorURL, published: drafts[index].facts.published,
        text: drafts[index].facts.text ?? "", quoted: drafts[index].facts.quotes.map(\.range), parent: parent,
        depth: depth))
    if !drafts[index].facts.quotes.isEmpty { quotes[id] = drafts[index].facts.quotes }
  }
}

/// The rule that finds whom a comment answers where the platform stopped nesting.
///
/// WordPress shows answers beyond its deepest level side by side; then "@Ann", "In reply to Ann" or Ann's words quoted at the
/// beginning tell the true parent among the comments before it on the same level.
enum FlatAnswers {
  /// The earlier sibling that a comment answers; `nil` when nothing says so for sure.
  static func answered(by index: Int, among siblings: [Int], _ drafts: [CommentDraft]) -> Int? {
    guard !siblings.isEmpty, let text = drafts[index].facts.text else { return nil }
    let opening = Array(text.utf8.prefix(120))
    for sibling in siblings.suffix(40).reversed() {
      guard let name = drafts[sibling].facts.author, name.utf8.count >= 2 else { continue }
      for lead in ["@", "In reply to ", "Antwort an ", "Als Antwort auf "] where opening.starts(with: lead.utf8) {
        let rest = opening.dropFirst(lead.utf8.count)
        guard rest.starts(with: name.utf8) else { continue }
        let next = rest.dropFirst(name.utf8.count).first
        if next == nil || next == 0x20 || next == 0x0a || next == 0x2c || next == 0x3a || next == 0x2e || next == 0x21 {
          return sibling
        }
      }
    }
    // The words of exactly one sibling, quoted at the beginning.
    guard let quote = drafts[index].facts.quotes.first?.range, quote.lowerBound < 40, quote.count >= 24 else {
      return nil
    }
    let bytes = Array(text.utf8)
    guard quote.upperBound <= bytes.count else { return nil }
    let words = Array(bytes[quote].prefix(48))
    let matches = siblings.suffix(40).filter { Array((drafts[$0].facts.text ?? "").utf8).starts(with: words) }
    return matches.count == 1 ? matches[0] : nil
  }
}
