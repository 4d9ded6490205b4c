/// The names of cues, which stay the same while their patterns do.
enum CueNames {
  /// The names of a language's cues; the second cue of a name gets its number.
  static func names(of places: [CuePlace], reasons: [String], in sources: [Lexicon.Source]) -> [String] {
    var seen: [String: Int] = [:]
    return places.map { place in
      let kind = place.kind == .reason ? reasons[ReasonSide.index(of: place.reason)] : place.kind.name
      let name = name(kind, sources[Int(place.file)].bytes[place.start..<place.end])
      let count = seen[name, default: 0] + 1
      seen[name] = count
      return count == 1 ? name : "\(name)-\(count)"
    }
  }

  /// The name that a pattern gives: its kind, and its words without what may be missing, of alternatives the first.
  static func name(_ kind: String, _ pattern: ArraySlice<UInt8>) -> String {
    var reader = Skeleton(bytes: Array(pattern))
    let words = reader.sequence(depth: 0)
    return kind + ":" + (words.isEmpty ? "any" : words.joined(separator: "-"))
  }

  /// Reads a pattern for its skeleton only; malformed ones were refused when the lexicon was read.
  private struct Skeleton {
    let bytes: [UInt8]
    var position = 0

    mutating func sequence(depth: Int) -> [String] {
      var words: [String] = []
      while position < bytes.count, bytes[position] != 0x7C, bytes[position] != 0x29 {
        var item: [String] = []
        switch bytes[position] {
        case 32, 0x2E, 0x5F, 0x5E:
          position += 1
          continue
        case 0x28: item = bracket(depth: depth)
        default:
          let start = position
          while position < bytes.count, !Skeleton.endsWord(bytes[position]) { position += 1 }
          let word = bytes[start..<position].filter { !Skeleton.signs.contains($0) }
          item = [String(decoding: word, as: UTF8.self)]
        }
        if position < bytes.count, bytes[position] == 0x3F || bytes[position] == 0x2A {
          position += 1
        } else {
          words += item.filter { !$0.isEmpty }
        }
      }
      return words
    }

    private mutating func bracket(depth: Int) -> [String] {
      var first: [String]?
      repeat {
        position += 1
        let words = depth < 6 ? sequence(depth: depth + 1) : []
        first = first ?? words
      } while position < bytes.count && bytes[position] == 0x7C
      position += 1
      return first ?? []
    }

    private static func endsWord(_ byte: UInt8) -> Bool {
      byte == 32 || byte == 0x3F || byte == 0x2A || byte == 0x7C || byte == 0x29 || byte == 0x28
    }

    private static let signs: Set<UInt8> = [0x7E, 0x40, 0x7B, 0x7D, 0x24]
  }
}
