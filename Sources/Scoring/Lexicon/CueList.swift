import Synchronization

/// Where the cues of a language stand in the lexicon's files, and their names.
final class CueList: Sendable {
  private let arena: Arena
  /// Eight numbers for each cue.
  private let numbers: Table<Int32>
  /// Start of each name in `names`, and the end of the last one.
  private let starts: Table<Int32>
  private let names: Table<UInt8>
  /// The names that were asked for; empty for others.
  private let known: Mutex<[String]>

  /// A list of such cues.
  convenience init(_ places: [CuePlace], names: [String]) {
    let arena = Arena()
    var writer = TableWriter()
    CueList.write(places, names: names, into: &writer)
    self.init(image: arena.table(writer.bytes), arena: arena)
  }

  /// The list that `write` wrote and `SevenBits` turned into characters.
  convenience init(characters: Table<UInt8>) {
    let arena = Arena()
    self.init(image: SevenBits.bytes(of: characters, in: arena), arena: arena)
  }

  private init(image: Table<UInt8>, arena: Arena) {
    self.arena = arena
    var reader = TableReader(image)
    numbers = reader.table()
    starts = reader.table()
    names = reader.table()
    known = Mutex(Array(repeating: "", count: max(0, starts.count - 1)))
  }

  /// Appends cues and their names.
  static func write(_ places: [CuePlace], names: [String], into writer: inout TableWriter) {
    writer.table(
      places.flatMap { place in
        [
          place.file, place.line, Int32(place.start), Int32(place.end), Int32(place.lineEnd),
          Int32(place.kind.rawValue), Int32(bitPattern: place.weight.bitPattern), place.reason,
        ]
      })
    var starts: [Int32] = [0]
    for name in names { starts.append(starts[starts.count - 1] + Int32(name.utf8.count)) }
    writer.table(starts)
    writer.table(names.flatMap { Array($0.utf8) })
  }

  /// How many cues there are.
  var count: Int { starts.count - 1 }

  /// The name of a cue; empty for one that there is not.
  func name(of cue: Int) -> String {
    guard cue >= 0, cue < count else { return "" }
    return known.withLock { known in
      if known[cue].isEmpty { known[cue] = names.string(Int(starts[cue])..<Int(starts[cue + 1])) }
      return known[cue]
    }
  }

  /// Where a cue stands.
  func place(of cue: Int) -> CuePlace {
    let start = cue * 8
    var place = CuePlace(
      file: numbers[start], line: numbers[start + 1], start: Int(numbers[start + 2]), end: Int(numbers[start + 3]),
      lineEnd: Int(numbers[start + 4]))
    place.kind = Cue.Kind(rawValue: UInt8(numbers[start + 5])) ?? .shield
    place.weight = Float(bitPattern: UInt32(bitPattern: numbers[start + 6]))
    place.reason = numbers[start + 7]
    return place
  }
}
