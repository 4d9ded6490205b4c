import Model

/// The names under which a text may speak of a service and of its rivals, ready to be found among tokens.
///
/// A class, so that handing it on costs one reference; it never changes after it was built.
final class ServiceNames: Sendable {
  /// One name as a run of word hashes.
  struct Name: Sendable {
    var first: UInt64
    var hashes: [UInt64]
    /// Only with a capital, because the name is also a common word.
    var needsCapital: Bool
    /// Only in capitals (initials of a longer name).
    var needsShouting = false
  }

  /// Names of the service, the longest first.
  private let target: [Name]
  /// Names of rivals, the longest first.
  private let rivals: [Name]
  /// Filter of the first hashes of every name, other services' included.
  let filter: HashFilter.View
  /// Owner of the filter.
  private let arena = Arena()

  /// Derives the names: as given, run together, parted at inner capitals, initials of three words or more.
  init(_ service: Service, grammar: Grammar) {
    var target: [Name] = []
    for name in service.names { ServiceNames.add(name, to: &target, grammar: grammar) }
    var rivals: [Name] = []
    for name in service.rivals { ServiceNames.add(name, to: &rivals, grammar: grammar) }
    var filter = grammar.services.filter
    for name in target + rivals { filter.insert(name.first) }
    self.target = target
    self.rivals = rivals
    self.filter = HashFilter.View(arena.table(filter.bits))
  }

  private static func add(_ name: String, to table: inout [Name], grammar: Grammar) {
    let tokens = Tokenizer.tokens(of: Array(name.utf8), vocabulary: Vocabulary.marks)
      .filter { !$0.isBoundary && $0.word != Mark.apostropheS }
    let words = tokens.map { $0.hash == 0 ? UInt64($0.word) : $0.hash }
    guard let first = words.first else { return }
    let isCommon =
      words.count == 1 && grammar.services.isAmbiguous(first)
      || words.count == 1 && ServiceNames.isCommonWord(first, grammar)
    insert(Name(first: first, hashes: words, needsCapital: isCommon), into: &table)
    if let last = words.last, words.count > 1, ServiceNames.domains.contains(last), !isCommon {
      insert(
        Name(first: first, hashes: Array(words.dropLast()), needsCapital: ServiceNames.isCommonWord(first, grammar)),
        into: &table)
    }
    if words.count > 1 {
      let joined = name.utf8.filter { ($0 | 32) >= 97 && ($0 | 32) <= 122 || $0 >= 48 && $0 <= 57 || $0 >= 0x80 }
        .reduce(into: WordHash()) { $0.add($1 >= 65 && $1 <= 90 ? $1 | 32 : $1) }.value
      insert(Name(first: joined, hashes: [joined], needsCapital: false), into: &table)
      if words.count >= 3 {
        let bytes = Array(name.utf8)
        let initials = tokens.reduce(into: WordHash()) { hash, token in
          let byte = bytes[Int(token.start)]
          hash.add(byte >= 65 && byte <= 90 ? byte | 32 : byte)
        }.value
        insert(Name(first: initials, hashes: [initials], needsCapital: true, needsShouting: true), into: &table)
      }
    } else {
      let parts = ServiceNames.partedAtCapitals(name)
      let hashes = parts.map { Vocabulary.hash($0) }
      if hashes.count > 1 { insert(Name(first: hashes[0], hashes: hashes, needsCapital: false), into: &table) }
    }
  }

  private static func insert(_ name: Name, into table: inout [Name]) {
    if table.contains(where: { $0.hashes == name.hashes }) { return }
    let place = table.firstIndex { $0.hashes.count < name.hashes.count } ?? table.count
    table.insert(name, at: place)
  }

  private static func isCommonWord(_ hash: UInt64, _ grammar: Grammar) -> Bool {
    let number = grammar.vocabulary.number(of: hash)
    return number != Mark.unknown && number < grammar.firstRated && !grammar.services.contains(hash)
  }

  private static let domains = Set(
    ["com", "org", "net", "io", "co", "me", "fm", "ly", "app", "chat", "ci", "inc", "hq"].map { Vocabulary.hash($0) })

  private static let to = Vocabulary.hash("to")

  /// Words of time and the like that may follow a name in small letters.
  private static let behindSmall = Set(
    """
    after before since until till during for from on in at when while if unless where today yesterday tonight tomorrow now
    last this again already finally completely entirely forever years months weeks ages too once twice never altogether
    off early late recently immediately instead anymore premium pro is was has will are keeps kept sucks cold
    """.split { $0 == " " || $0 == "\n" }.map { Vocabulary.hash(String($0)) })

  private static func partedAtCapitals(_ name: String) -> [String] {
    var parts: [String] = []
    var part = ""
    var previousIsLower = false
    for scalar in name.unicodeScalars {
      let isUpper = scalar.value >= 65 && scalar.value <= 90
      if isUpper, previousIsLower {
        parts.append(part)
        part = ""
      }
      part.unicodeScalars.append(isUpper ? Unicode.Scalar(UInt8(scalar.value) | 32) : scalar)
      previousIsLower = scalar.value >= 97 && scalar.value <= 122
    }
    return parts + [part]
  }

  /// Replaces each mention of the service or of another one by a single token.
  ///
  /// - Parameters:
  ///   - first: the first token that is looked at.
  ///   - hits: the tokens from there on that are to be looked at, as the tokenizer noted them.
  /// - Returns: whether the service is mentioned.
  func collapse(
    _ tokens: inout Row<Token>, from first: Int, hits: Row<Int32>, grammar: Grammar, bytes: TextBytes,
    spare: inout Row<Token>
  ) -> Bool {
    var write = first
    var read = first
    var isMentioned = false
    var extra: [(Int, Token)] = []
    var isSmall: Bool?
    for number in hits.indices {
      let hit = Int(hits[number])
      // It may have been a later word of the name before.
      if hit < read { continue }
      if write != read { tokens.move(read..<hit, to: write) }
      write += hit - read
      read = hit
      let token = tokens[read]
      if filter.mayContain(token.hash) != 0, token.hash != 0,
        let found = mention(at: read, tokens, grammar)
          ?? smallMention(at: read, from: first, tokens, grammar, &isSmall)
      {
        var merged = token
        merged.word = found.mark
        // "Tidal" is a name here, whatever the word is rated.
        merged.traits.remove(.rated)
        merged.end = tokens[read + found.length - 1].end
        read += found.length
        if read < tokens.count, tokens[read].traits.contains(.joined), ServiceNames.domains.contains(tokens[read].hash)
        {
          merged.end = tokens[read].end
          read += 1
        }
        if read < tokens.count, tokens[read].word == Mark.number, tokens[read].end - tokens[read].start <= 4,
          tokens[read].start - merged.end == 1
        {
          // A version: "GNOME 3", "Windows 10".
          merged.end = tokens[read].end
          read += 1
        }
        if found.mark == Mark.target { isMentioned = true }
        tokens[write] = merged
        write += 1
        continue
      }
      if token.traits.contains(.hashtag),
        token.word == Mark.unknown || token.word == Mark.name || token.word >= grammar.firstRated,
        let cut = cut(token, bytes)
      {
        isMentioned = true
        var act = token
        act.word = grammar.vocabulary.number(of: cut.act)
        var name = token
        name.word = Mark.target
        if cut.actFirst {
          act.end = cut.at
          name.start = cut.at
        } else {
          name.end = cut.at
          act.start = cut.at
        }
        extra.append((write, cut.actFirst ? act : name))
        tokens[write] = cut.actFirst ? name : act
        write += 1
        read += 1
        continue
      }
      if write != read { tokens[write] = token }
      write += 1
      read += 1
    }
    if write != read { tokens.move(read..<tokens.count, to: write) }
    write += tokens.count - read
    tokens.cut(to: write)
    if !extra.isEmpty { ServiceNames.insert(extra, into: &tokens, spare: &spare) }
    return isMentioned
  }

  /// Inserts tokens before the given indices, which ascend, in one pass.
  private static func insert(_ extra: [(Int, Token)], into tokens: inout Row<Token>, spare merged: inout Row<Token>) {
    merged.cut(to: 0)
    var next = 0
    for index in tokens.indices {
      let token = tokens[index]
      while next < extra.count, extra[next].0 == index {
        merged.append(extra[next].1)
        next += 1
      }
      merged.append(token)
    }
    swap(&tokens, &merged)
  }

  /// Cuts a hashtag such as `#deletefacebook` or `#kloutbashing` where a one-word name of the service begins or ends.
  private func cut(_ token: Token, _ bytes: TextBytes) -> (act: UInt64, at: Int32, actFirst: Bool)? {
    let start = Int(token.start)
    let end = Int(token.end)
    guard end - start <= 40 else { return nil }
    func hash(_ from: Int, _ to: Int) -> UInt64 {
      Vocabulary.hash((from..<to).lazy.map { bytes[$0] >= 65 && bytes[$0] <= 90 ? bytes[$0] | 32 : bytes[$0] })
    }
    guard end - start > 4 else { return nil }
    for at in (start + 2)..<(end - 1) {
      if isWholeName(hash(at, end)) { return (hash(start, at), Int32(at), true) }
      if isWholeName(hash(start, at)) { return (hash(at, end), Int32(at), false) }
    }
    return nil
  }

  private func isWholeName(_ hash: UInt64) -> Bool {
    target.contains { $0.first == hash && $0.hashes.count == 1 }
  }

  private func mention(at index: Int, _ tokens: Row<Token>, _ grammar: Grammar) -> (mark: UInt32, length: Int)? {
    if let length = length(target, at: index, tokens) { return (Mark.target, length) }
    if let length = length(rivals, at: index, tokens) { return (Mark.rival, length) }
    if let length = grammar.services.length(at: index, tokens) { return (Mark.rival, length) }
    return nil
  }

  /// A name of the service that is also a common word, in a text without any capital, where no article or subject makes
  /// it the word: "uninstalled steam", but "the steam", "i ring".
  private func smallMention(
    at index: Int, from first: Int, _ tokens: Row<Token>, _ grammar: Grammar, _ isSmall: inout Bool?
  ) -> (mark: UInt32, length: Int)? {
    let hash = tokens[index].hash
    guard index > first,
      let name = target.first(where: {
        $0.first == hash && $0.needsCapital && !$0.needsShouting && ServiceNames.fits($0.hashes, at: index, tokens)
      })
    else { return nil }
    let before = grammar.words[Int(tokens[index - 1].word)]
    let isVerb = before.forms != 0 && !before.plays(.auxiliary)
    let isPlace = before.plays(.preposition) && tokens[index - 1].hash != ServiceNames.to
    guard isVerb || isPlace || before.plays(.mine) else { return nil }
    if isSmall == nil {
      isSmall = !(first..<tokens.count).contains { tokens[$0].traits.contains(.capital) }
    }
    guard isSmall == true, endsSmallMention(index + name.hashes.count, tokens, grammar) else { return nil }
    return (Mark.target, name.hashes.count)
  }

  /// Whether what follows a name in small letters leaves it a name: the end, a sign, a conjunction, a word of time or an
  /// account, not another noun ("steam engines") nor a purpose ("steam to clean").
  private func endsSmallMention(_ next: Int, _ tokens: Row<Token>, _ grammar: Grammar) -> Bool {
    guard next < tokens.count, !tokens[next].isBoundary else { return true }
    let word = grammar.words[Int(tokens[next].word)]
    if word.plays(.link) || word.plays(.contrast) || word.plays(.because) || word.plays(.thing) || word.plays(.first) {
      return true
    }
    if tokens[next].hash == ServiceNames.to {
      guard next + 1 < tokens.count else { return false }
      let goal = tokens[next + 1].hash
      return rivals.contains { $0.first == goal } || grammar.services.contains(goal)
        || grammar.services.isAmbiguous(goal)
    }
    return ServiceNames.behindSmall.contains(tokens[next].hash)
  }

  private func length(_ names: [Name], at index: Int, _ tokens: Row<Token>) -> Int? {
    let first = tokens[index].hash
    // By index, for a name that is taken out of its array counts a reference.
    for place in names.indices where names[place].first == first {
      let traits = tokens[index].traits
      if names[place].needsShouting, !traits.contains(.capital) { continue }
      if names[place].needsCapital, !traits.contains(.capital), traits.isDisjoint(with: [.hashtag, .handle]) {
        continue
      }
      if ServiceNames.fits(names[place].hashes, at: index, tokens) { return names[place].hashes.count }
    }
    return nil
  }

  private static func fits(_ hashes: [UInt64], at index: Int, _ tokens: Row<Token>) -> Bool {
    guard index + hashes.count <= tokens.count else { return false }
    for (offset, hash) in hashes.enumerated() {
      let token = tokens[index + offset]
      if token.hash != hash && !(token.hash == 0 && UInt64(token.word) == hash) { return false }
    }
    return true
  }
}
