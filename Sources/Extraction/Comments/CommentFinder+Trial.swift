/// How well a group reads, told from a sample.
extension CommentFinder {
  /// Members of a group that are read before the group is believed.
  private static let sample = 12

  /// What reading a sample of a group's items gave.
  struct Trial {
    /// How well the items read as speaker, time and words, 0…1.
    var quality: Double
    /// The UTF-8 bytes of words in an item, on average.
    var words: Double
  }

  /// How well a sample of items reads; `nil` when there is nothing to read, or when it reads worse than asked.
  ///
  /// The items of the sample keep what was read of them.
  ///
  /// - Parameters:
  ///   - strict: whether nearly all must name a speaker and a time.
  ///   - least: the lowest quality that is of use.
  func trial(of items: inout [CommentItem], strict: Bool, atLeast least: Double) -> Trial? {
    guard !items.isEmpty else { return nil }
    let size = (items.count - 1) / max(1, items.count / CommentFinder.sample) + 1
    var seen = 0
    let reader = CommentFieldReader(
      document: document, page: page, starts: CommentReader.starts(of: items, in: document))
    var hearing = reader
    hearing.hearsHidden = true
    let step = max(1, items.count / CommentFinder.sample)
    var parts = CommentFieldReader.Parts()
    var sum = 0.0
    var count = 0
    var authors = 0
    var dates = 0
    var hollow = 0
    var wordless = 0
    var omitted = 0
    var said = 0
    var headlines = 0
    for position in stride(from: 0, to: items.count, by: step) {
      // What cannot become good any more is not read to its end.
      let rest = Double(size - seen)
      if count > 0, (sum + rest) / (Double(count) + rest) < least - 1e-9 { return nil }
      if strict, (count - min(authors, dates)) * 10 > (size - hollow - omitted) * 2 { return nil }
      seen += 1
      var sample = reader.facts(of: items[position], &parts)
      if count == 0, sample.facts.omission == nil, sample.facts.author == nil, sample.facts.published != nil,
        sample.facts.text?.isEmpty == false, place(ofSpeakersIn: &items, reader.starts)
      {
        sample = reader.facts(of: items[position], &parts)
      }
      items[position].sample = sample
      // What a script shows later has to read like comments too.
      let facts = sample.facts.omission == "hidden" ? hearing.facts(of: items[position], &parts).facts : sample.facts
      // Templates and folded comments hold nothing and prove nothing.
      if facts.omission == nil, facts.author == nil, facts.published == nil, facts.text?.isEmpty ?? true {
        hollow += 1
        if hollow >= 6, count == 0 { return nil }
        continue
      }
      // Other sites' notices say nothing about how well the rest reads.
      if facts.omission != nil {
        omitted += 1
        continue
      }
      count += 1
      guard let text = facts.text, text.utf8.count > 1 else {
        // A picture without words is a post in a forum all the same.
        if facts.author != nil, facts.published != nil {
          sum += strict ? 0.9 : 0.4
          if strict {
            authors += 1
            dates += 1
            wordless += 1
          }
        }
        continue
      }
      said += text.utf8.count
      if let author = facts.author {
        authors += 1
        if isHeadline(author) { headlines += 1 }
      }
      if facts.published != nil { dates += 1 }
      sum += 0.36 + (facts.author != nil ? 0.32 : 0) + (facts.published != nil ? 0.32 : 0)
    }
    if strict, wordless * 2 > count || headlines * 4 > count { return nil }
    if strict, authors * 10 < count * 8 || dates * 10 < count * 8 { return nil }
    // Other sites' notices alone are no conversation, but they are worth counting.
    if count == 0 { return omitted > 0 && !strict && least <= 0.62 ? Trial(quality: 0.62, words: 0) : nil }
    let quality = sum / Double(count)
    return quality >= least ? Trial(quality: quality, words: Double(said) / Double(count)) : nil
  }

  /// Finds the place where items name their speakers, and notes it in all of them.
  private func place(ofSpeakersIn items: inout [CommentItem], _ starts: NodeSet) -> Bool {
    guard let place = SpeakerPlaces(document: document, page: page, starts: starts).place(in: items) else {
      return false
    }
    for index in items.indices { items[index].speakerPlace = place }
    return true
  }

  /// Whether what stands in a name's place is rather a title or a time.
  private func isHeadline(_ name: String) -> Bool {
    name.utf8.reduce(0) { $0 + ($1 == 0x20 ? 1 : 0) } >= 4
      || CommentTime.visible(name, now: page.fetched, dayFirst: page.dayFirst) != nil
  }
}
