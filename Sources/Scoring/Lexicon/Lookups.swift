/// The lookups of a grammar as they lie in memory: sixteen bytes for each, and once what many have in common.
struct Lookups: Sendable {
  /// One lookup.
  struct Entry: BitwiseCopyable, Sendable {
    /// Numbers of what it bars before and behind its trigger by the words' kin.
    var kinBefore: UInt16
    var kinAfter: UInt16
    /// Numbers of the groups one of which has to be met in a stretch before and in one behind.
    var farBefore: UInt16
    var farAfter: UInt16
    /// Numbers of those stretches.
    var before: UInt8
    var after: UInt8
    /// Least and greatest distance of the anchor from the trigger, in tokens.
    var nearest: Int8
    var farthest: Int8
    /// Where the first of its patterns stands.
    var first: UInt32
  }

  private let entries: Table<Entry>
  private let kinBefore: Table<UInt64>
  private let kinAfter: Table<UInt64>
  private let groups: Table<UInt64>
  private let stretches: Table<Lookup.Stretch>

  /// The lookups that `write` wrote.
  init(from reader: inout TableReader) {
    entries = reader.table()
    kinBefore = reader.table()
    kinAfter = reader.table()
    groups = reader.table()
    stretches = reader.table()
  }

  /// Appends lookups.
  static func write(_ lookups: [Lookup], places: [Lookup.Place], into writer: inout TableWriter) {
    var kinBefore = Numbering<UInt64>()
    var kinAfter = Numbering<UInt64>()
    var groups = Numbering<UInt64>()
    var stretches = Numbering<Lookup.Stretch>()
    writer.table(
      lookups.map { lookup in
        Entry(
          kinBefore: UInt16(kinBefore.number(of: lookup.kin.before)),
          kinAfter: UInt16(kinAfter.number(of: lookup.kin.after)),
          farBefore: UInt16(groups.number(of: ~places[Int(lookup.farBefore)].groups)),
          farAfter: UInt16(groups.number(of: ~places[Int(lookup.farAfter)].groups)),
          before: UInt8(stretches.number(of: lookup.before)), after: UInt8(stretches.number(of: lookup.after)),
          nearest: lookup.nearest, farthest: lookup.farthest, first: lookup.first)
      })
    writer.table(kinBefore.all)
    writer.table(kinAfter.all)
    writer.table(groups.all)
    writer.table(stretches.all)
  }

  /// A lookup whose number is known to be one of the grammar's.
  @unsafe @inline(__always) func known(_ number: Int) -> Entry { unsafe entries.known(number) }

  /// What a lookup bars around its trigger by the words' kin.
  @unsafe @inline(__always) func barredKin(_ entry: Entry) -> Surroundings {
    unsafe Surroundings(
      before: kinBefore.known(Int(entry.kinBefore)), after: kinAfter.known(Int(entry.kinAfter)))
  }

  /// The groups with a number, one bit each.
  @unsafe @inline(__always) func groups(_ number: UInt16) -> UInt64 { unsafe groups.known(Int(number)) }

  /// The stretch with a number.
  @unsafe @inline(__always) func stretch(_ number: UInt8) -> Lookup.Stretch { unsafe stretches.known(Int(number)) }
}
