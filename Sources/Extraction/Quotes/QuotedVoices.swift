import Markup
import Model

/// The rule that finds who is quoted when the quotation's words do not say it.
///
/// Commenters quote each other without saying whom. Words that an earlier voice said are that voice's; where nobody on the
/// page said them, "Ann, really?" behind them or "@Ann" before them names who did. A name is spelt as its bearer spells it.
enum QuotedVoices {
  /// Fewest letters and digits that say who spoke.
  private static let fewestSigns = 20

  /// Names the speakers of quotes that have none, from the voices before them.
  ///
  /// - Complexity: O(bytes of all texts + places where the beginning of a quote stands).
  static func name(_ voices: inout [Voice]) {
    let quotes = voices.indices.filter { voices[$0].kind == .quote }
    if quotes.isEmpty { return }
    var people = People()
    var places = Places()
    for quote in quotes {
      guard let name = voices[quote].speaker, let person = people.person(Words.key(name), in: voices) else { continue }
      lend(person, to: quote, &voices)
    }
    let nameless = quotes.filter { voices[$0].speaker == nil }
    if nameless.isEmpty { return }
    let said = whoSaid(nameless, in: voices)
    for quote in nameless {
      let parent = voices[quote].parent.flatMap { places.place(of: $0, before: quote, in: voices) }
      let called = parent.flatMap { addressed(around: quote, in: voices[$0], voices, &people) }
      let candidates = (said[quote] ?? []).filter { $0 != parent && isEarlier($0, than: parent ?? quote, in: voices) }
      // Of several who said the same the one who is answered or addressed is meant, else the last.
      let answered = parent.flatMap { voices[$0].parent }.flatMap {
        places.place(of: $0, before: quote, in: voices)
      }
      let meant = candidates.first { $0 == answered }
      let named = called.flatMap { person in candidates.first { voices[$0].speaker == voices[person].speaker } }
      let last = candidates.last { $0 < quote } ?? candidates.last
      if let person = meant ?? named ?? last ?? called { lend(person, to: quote, &voices) }
    }
  }

  /// Where voices that are no quotes stand, by their ids.
  private struct Places {
    private var all: [String: Int]?
    /// What is asked for stands nearly always close before the quote.
    private static let near = 64

    mutating func place(of id: String, before quote: Int, in voices: [Voice]) -> Int? {
      if all == nil {
        for index in stride(from: quote - 1, through: max(0, quote - Places.near), by: -1)
        where voices[index].kind != .quote && voices[index].id == id {
          return index
        }
        var places: [String: Int] = [:]
        for index in voices.indices where voices[index].kind != .quote { places[voices[index].id] = index }
        all = places
      }
      return all?[id]
    }
  }

  /// The first voice of each speaker, by the keys of the names; gathered when somebody asks.
  private struct People {
    private var all: [[UInt8]: Int]?

    mutating func person(_ key: [UInt8], in voices: [Voice]) -> Int? {
      if let all { return all[key] }
      var people: [[UInt8]: Int] = [:]
      for index in voices.indices where voices[index].kind != .quote {
        guard let speaker = voices[index].speaker else { continue }
        let key = Words.key(speaker)
        if !key.isEmpty, people[key] == nil { people[key] = index }
      }
      all = people
      return people[key]
    }
  }

  private static func lend(_ person: Int, to quote: Int, _ voices: inout [Voice]) {
    guard voices[person].id != voices[quote].parent else { return }
    voices[quote].speaker = voices[person].speaker
    voices[quote].speakerURL = voices[quote].speakerURL ?? voices[person].speakerURL
  }

  /// Whether one voice spoke before another: by their clocks where both have one, else by their places.
  private static func isEarlier(_ first: Int, than second: Int, in voices: [Voice]) -> Bool {
    if let one = voices[first].published, let other = voices[second].published, one.precision.rank <= 1,
      other.precision.rank <= 1
    {
      return one.instant <= other.instant
    }
    return first < second
  }

  // MARK: - Words that somebody said

  /// The named voices that said the words of each quote, in the order of the page.
  private static func whoSaid(_ quotes: [Int], in voices: [Voice]) -> [Int: [Int]] {
    var wanted: [UInt64: [(quote: Int, key: [UInt8])]] = [:]
    for quote in quotes {
      let key = Words.key(voices[quote].text)
      if key.count >= fewestSigns { wanted[hash(key[..<fewestSigns]), default: []].append((quote, key)) }
    }
    var said: [Int: [Int]] = [:]
    if wanted.isEmpty { return said }
    // Few places begin a quote; its first sign, a bit for its first two and one for its first four tell most of the others.
    var opens = [Bool](repeating: false, count: 256)
    var firsts: [UInt8] = []
    var pairs = [UInt64](repeating: 0, count: 1024)
    var mayBegin = [UInt64](repeating: 0, count: 64)
    for (_, key) in wanted.values.joined() {
      for sign in key[0] &- 0x61 < 26 ? [key[0], key[0] ^ 0x20] : [key[0]] where !opens[Int(sign)] {
        opens[Int(sign)] = true
        firsts.append(sign)
      }
      let pair = Int(key[0]) << 8 | Int(key[1])
      pairs[pair >> 6] |= 1 << UInt64(pair & 63)
      let bit = bit(key.prefix(4).reduce(0) { $0 << 8 | UInt32($1) })
      mayBegin[bit >> 6] |= 1 << UInt64(bit & 63)
    }
    for index in voices.indices where voices[index].kind != .quote && voices[index].speaker != nil {
      let text = voices[index].text.utf8Span.span
      let opens = opens.span
      var next = 0
      while next < text.count {
        // Where all quotes begin alike, most places are passed over eight at a time.
        if firsts.count <= 2, next + 8 <= text.count {
          let lanes = ByteLanes(text, at: next)
          let found = lanes.equal(to: firsts[0]) | (firsts.count > 1 ? lanes.equal(to: firsts[1]) : 0)
          guard found != 0 else {
            next += 8
            continue
          }
          next += found.trailingZeroBitCount / 8
        }
        let start = next
        next += 1
        // A byte is a place of the table.
        let byte = unsafe text[unchecked: start]
        guard unsafe opens[unchecked: Int(byte)] else { continue }
        // Letters behind each other are signs behind each other.
        let second = next < text.count ? lower(text[next]) : 0
        if byte < 0x80, second &- 0x61 < 26 {
          let pair = Int(lower(byte)) << 8 | Int(second)
          guard pairs[pair >> 6] >> UInt64(pair & 63) & 1 != 0 else { continue }
        }
        var place = start
        var first: UInt32 = 0
        for _ in 0..<4 { first = first << 8 | UInt32(Words.keySign(text, &place) ?? 0) }
        let bit = bit(first)
        guard mayBegin[bit >> 6] >> UInt64(bit & 63) & 1 != 0, let window = window(text, from: start),
          let begun = wanted[window]
        else { continue }
        for (quote, key) in begun
        where said[quote]?.last != index && begins(text, from: start, key) && (said[quote]?.count ?? 0) < 50 {
          said[quote, default: []].append(index)
        }
      }
    }
    return said
  }

  /// The hash of the first signs of a key; `nil` where the text has fewer.
  private static func window(_ text: Span<UInt8>, from start: Int) -> UInt64? {
    var place = start
    var hash: UInt64 = 0
    for _ in 0..<fewestSigns {
      guard let sign = Words.keySign(text, &place) else { return nil }
      hash = hash &* base &+ UInt64(sign)
    }
    return hash
  }

  /// Whether the signs of a text from a place on begin with a key.
  private static func begins(_ text: Span<UInt8>, from start: Int, _ key: [UInt8]) -> Bool {
    var place = start
    for sign in key where Words.keySign(text, &place) != sign { return false }
    return true
  }

  private static let base: UInt64 = 0x100_0000_01b3

  /// Which of 4096 bits stands for four signs.
  private static func bit(_ signs: UInt32) -> Int { Int(truncatingIfNeeded: (signs &* 0x9e37_79b1) >> 20) }

  private static func hash(_ bytes: ArraySlice<UInt8>) -> UInt64 {
    bytes.reduce(0) { $0 &* base &+ UInt64($1) }
  }

  // MARK: - Names that are called

  /// Words that open answers and are no names, though somebody may be called so.
  private static let openers: Set<String> = [
    "yes", "no", "well", "so", "and", "but", "hi", "hello", "hey", "ok", "okay", "sorry", "thanks", "sure", "right",
    "true", "exactly", "really", "anonymous", "guest", "admin", "ja", "nein", "oui", "non", "si", "also", "danke",
  ]

  /// The voice whose speaker is called right behind a quote or right before it.
  private static func addressed(
    around quote: Int, in voice: Voice, _ voices: [Voice], _ people: inout People
  ) -> Int? {
    let bytes = Array(voice.text.utf8)
    let words = Array(voices[quote].text.utf8.prefix(24))
    guard
      let range = voice.quoted.first(where: {
        $0.upperBound <= bytes.count && Words.position(of: words, in: Array(bytes[$0].prefix(400))) != nil
      })
    else { return nil }
    let behind = bytes[range.upperBound...].drop { $0 <= 0x20 }.prefix { $0 != 0x0a }.prefix(80)
    if let found = called(behind, &people, voices, else: voice) { return found }
    var end = range.lowerBound
    while end > 0, bytes[end - 1] <= 0x20 { end -= 1 }
    let before = bytes[max(0, end - 80)..<end]
    let line = before.lastIndex(of: 0x0a).map { before[($0 + 1)...] } ?? before
    guard line.count < 80 else { return nil }
    return called(line, &people, voices, else: voice)
  }

  /// Whose name opens a line, behind "@" or before a comma or another sign.
  private static func called(
    _ line: ArraySlice<UInt8>, _ people: inout People, _ voices: [Voice], else voice: Voice
  ) -> Int? {
    let isAt = line.first == 0x40
    let words = (isAt ? line.dropFirst() : line).split(maxSplits: 6, whereSeparator: { $0 == 0x20 })
    for count in stride(from: min(5, words.count), through: 1, by: -1) {
      guard let last = words[count - 1].last else { continue }
      guard isAt || [0x2c, 0x3a, 0x21, 0x3f, 0x2e, 0x3b].contains(last) || count == words.count else { continue }
      let name = String(decoding: Array(words[..<count].joined(separator: [0x20])), as: UTF8.self)
      let key = Words.key(name)
      guard key.count > 1, let person = people.person(key, in: voices), voices[person].speaker != voice.speaker else {
        continue
      }
      if !isAt, count == 1, openers.contains(String(decoding: key, as: UTF8.self)) { continue }
      return person
    }
    return nil
  }
}
