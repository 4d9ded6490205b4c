import Synchronization

/// The names of a language's cues, and where they stand in the lexicon's files.
final class CueList: Sendable {
  private let arena: Arena
  /// Start of each name in `names`, and the end of the last one.
  private let starts: Table<Int32>
  private let names: Table<UInt8>
  /// The names that were asked for; empty for others.
  private let known: Mutex<[String]>
  /// Eight numbers for each cue, made ready when a place is first asked for: who reads texts needs none.
  private let places = Mutex<Table<Int32>?>(nil)
  private let makePlaces: @Sendable (Arena) -> Table<UInt8>

  /// A list of such cues.
  convenience init(_ places: [CuePlace], names: [String]) {
    let arena = Arena()
    var writer = TableWriter()
    CueList.write(names: names, into: &writer)
    self.init(image: arena.table(writer.bytes), arena: arena) { arena in
      var writer = TableWriter()
      CueList.write(places, into: &writer)
      return arena.table(writer.bytes)
    }
  }

  /// The list whose names and places `write` wrote and `SevenBits` turned into characters.
  convenience init(names: Table<UInt8>, places: Table<UInt8>) {
    let arena = Arena()
    self.init(image: SevenBits.bytes(of: names, in: arena), arena: arena) { SevenBits.bytes(of: places, in: $0) }
  }

  private init(image: Table<UInt8>, arena: Arena, places: @escaping @Sendable (Arena) -> Table<UInt8>) {
    self.arena = arena
    var reader = TableReader(image)
    starts = reader.table()
    names = reader.table()
    known = Mutex(Array(repeating: "", count: max(0, starts.count - 1)))
    makePlaces = places
  }

  /// Appends the names of cues.
  static func write(names: [String], into writer: inout TableWriter) {
    var starts: [Int32] = [0]
    for name in names { starts.append(starts[starts.count - 1] + Int32(name.utf8.count)) }
    writer.table(starts)
    writer.table(names.flatMap { Array($0.utf8) })
  }

  /// Appends where cues stand.
  static func write(_ places: [CuePlace], into writer: inout TableWriter) {
    writer.table(
      places.flatMap { place in
        [
          place.file, place.line, Int32(place.start), Int32(place.end), Int32(place.lineEnd),
          Int32(place.kind.rawValue), Int32(bitPattern: place.weight.bitPattern), place.reason,
        ]
      })
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
    let numbers = places.withLock { ready in
      if let ready { return ready }
      var reader = TableReader(makePlaces(arena))
      let made: Table<Int32> = reader.table()
      ready = made
      return made
    }
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
