/// Reads patterns as the lexicon's files write them.
///
/// | written | means |
/// |---|---|
/// | `word`, `don't`, `opt-out` | the word, or the words it is cut into |
/// | `~leave`, `~leave:ing` | any form of the verb, or one: `base`, `s`, `past`, `part`, `ing`, `ed` (past or participle) |
/// | `@exit` | any word of the class, as `words.txt` defines it |
/// | `(a\|~b\|c d)` | any one of these runs |
/// | `x?`, `(…)?` | may be missing |
/// | `(…)*` | up to three in a row, or none |
/// | `_`, `..`, `...` | up to one, three, six words between |
/// | `{T}`, `{R}`, `{S}` | the service, another service, either |
/// | `{N}` | a number in digits that is no word of the lexicon |
/// | `^`, `$` | beginning and end of a clause |
struct PatternReader {
  /// What is wrong with a pattern.
  struct Problem: Error {
    var reason: String
  }

  /// Alternatives of several words are multiplied out; a pattern may stand for so many runs at most.
  private static let maximalVariants = 400

  /// The most words, slots and gaps in a row.
  private static let maximalLength = 60

  private let bytes: [UInt8]
  private var position: Int
  private let end: Int

  /// Reads the bytes of one line from `start` to `end`.
  init(_ bytes: [UInt8], _ start: Int, _ end: Int) {
    self.bytes = bytes
    position = start
    self.end = end
  }

  /// Reads a whole pattern: all runs of elements that it stands for.
  mutating func variants(into builder: GrammarBuilder) throws(Problem) -> [[Element]] {
    let found = try sequence(into: builder, depth: 0)
    guard position >= end else { throw Problem(reason: "')' or '|' without '('") }
    for run in found where !run.contains(where: { !$0.isOptional && ($0.kind == .word || $0.kind == .set) }) {
      throw Problem(reason: "a pattern needs at least one word that may not be missing")
    }
    for run in found where run.count > PatternReader.maximalLength {
      throw Problem(reason: "a pattern of more than \(PatternReader.maximalLength) words")
    }
    return found
  }

  /// Reads up to the end, a bar or a closing bracket.
  private mutating func sequence(into builder: GrammarBuilder, depth: Int) throws(Problem) -> [[Element]] {
    guard depth < 6 else { throw Problem(reason: "brackets nested more than five deep") }
    var runs: [[Element]] = [[]]
    while position < end, bytes[position] != 0x7C, bytes[position] != 0x29 {
      if bytes[position] == 32 {
        position += 1
        continue
      }
      var item = try self.item(into: builder, depth: depth)
      let suffix = position < end ? bytes[position] : 0
      if suffix == 0x3F || suffix == 0x2A {
        position += 1
        if item.count == 1, item[0].count == 1 {
          item[0][0].isOptional = true
          if suffix == 0x2A { item[0] += [item[0][0], item[0][0]] }
        } else if suffix == 0x2A {
          throw Problem(reason: "'*' follows a bracket of single words only")
        } else if item.count > 1, let index = item.firstIndex(where: { $0.count == 1 }) {
          item[index][0].isOptional = true
        } else {
          item.append([])
        }
      }
      if item.count == 1 {
        for index in runs.indices { runs[index] += item[0] }
      } else {
        runs = runs.flatMap { run in item.map { run + $0 } }
        guard runs.count <= PatternReader.maximalVariants else {
          throw Problem(reason: "the brackets stand for more than \(PatternReader.maximalVariants) runs of words")
        }
      }
    }
    return runs
  }

  /// Reads one word, class, slot, gap or bracket.
  private mutating func item(into builder: GrammarBuilder, depth: Int) throws(Problem) -> [[Element]] {
    let byte = bytes[position]
    switch byte {
    case 0x5E: position += 1; return [[Element(kind: .start)]]
    case 0x24
    where position + 1 >= end || bytes[position + 1] == 32 || bytes[position + 1] == 0x29 || bytes[position + 1] == 0x7C:
      position += 1
      return [[Element(kind: .end)]]
    case 0x5F: position += 1; return [[Element(kind: .gap, value: 1)]]
    case 0x2E: return [[try gap()]]
    case 0x7B: return [[try slot()]]
    case 0x28: return try bracket(into: builder, depth: depth)
    case 0x3F, 0x2A: throw Problem(reason: "'?' or '*' follows nothing")
    default:
      var stop = position
      while stop < end, !PatternReader.endsWord(bytes[stop]) { stop += 1 }
      defer { position = stop }
      if byte == 0x7E || byte == 0x40 {
        let (set, isVerb) = try builder.namedSet(bytes, position, stop)
        return [[Element(kind: .set, isVerb: isVerb, value: set)]]
      }
      // "'s" where the text has it as a token of its own: "the subscription's ended".
      if stop - position == 2, byte == 0x27, bytes[position + 1] == 0x73 {
        return [[Element(kind: .word, value: Mark.apostropheS)]]
      }
      let words = builder.words(bytes, position, stop)
      guard !words.isEmpty else { throw Problem(reason: "no word in a word's place") }
      return [words.map { Element(kind: .word, isVerb: builder.isVerbForm($0), value: $0) }]
    }
  }

  private static func endsWord(_ byte: UInt8) -> Bool {
    byte == 32 || byte == 0x3F || byte == 0x7C || byte == 0x29 || byte == 0x2A
  }

  private mutating func gap() throws(Problem) -> Element {
    let start = position
    while position < end, bytes[position] == 0x2E { position += 1 }
    guard position - start == 2 || position - start == 3 else { throw Problem(reason: "a gap is '..' or '...'") }
    return Element(kind: .gap, value: position - start == 2 ? 3 : 6)
  }

  private mutating func slot() throws(Problem) -> Element {
    guard position + 2 < end, bytes[position + 2] == 0x7D else {
      throw Problem(reason: "a slot is {T}, {R}, {S} or {N}")
    }
    defer { position += 3 }
    switch bytes[position + 1] {
    case 0x54: return Element(kind: .target)
    case 0x52: return Element(kind: .rival)
    case 0x53: return Element(kind: .service)
    case 0x4E: return Element(kind: .word, value: Mark.number)
    default: throw Problem(reason: "a slot is {T}, {R}, {S} or {N}")
    }
  }

  /// Reads `(a|b c)`: the single words become one set, each longer run an alternative of its own.
  private mutating func bracket(into builder: GrammarBuilder, depth: Int) throws(Problem) -> [[Element]] {
    var members: [UInt32] = []
    var isVerb = false
    var longer: [[Element]] = []
    repeat {
      position += 1
      for run in try sequence(into: builder, depth: depth + 1) {
        if run.count == 1, !run[0].isOptional, run[0].kind == .word || run[0].kind == .set {
          if run[0].kind == .word { members.append(run[0].value) } else { members += builder.members(of: run[0].value) }
          isVerb = isVerb || run[0].isVerb
        } else if run.isEmpty {
          throw Problem(reason: "an empty alternative")
        } else {
          longer.append(run)
        }
      }
    } while position < end && bytes[position] == 0x7C
    guard position < end, bytes[position] == 0x29 else { throw Problem(reason: "'(' without ')'") }
    position += 1
    if members.isEmpty { return longer }
    return [[Element(kind: .set, isVerb: isVerb, value: builder.set(of: members))]] + longer
  }
}
