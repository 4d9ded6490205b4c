/// How patterns are looked up that ask the same of the words around their trigger, while a grammar is compiled.
struct Lookup: Hashable, Sendable {
  /// What it bars around its trigger by the words' kin; what it bars by their groups stands apart, for all are asked for
  /// that, and few for more.
  var kin: Surroundings
  /// The place of the word that has to stand somewhere in `before`.
  var farBefore: UInt16
  /// The place of the word that has to stand somewhere in `after`.
  var farAfter: UInt16
  /// The stretch before the trigger that is searched for a distant word.
  var before: Stretch
  /// The stretch behind the trigger that is searched for a distant word.
  var after: Stretch
  /// Least and greatest distance of the anchor from the trigger, in tokens.
  var nearest: Int8
  var farthest: Int8
  /// Where the first of the patterns stands, which stand one after the other in `PatternSteps`.
  var first: UInt32 = 0

  init(kin: Surroundings, before: Distant, after: Distant, nearest: Int, farthest: Int) {
    self.kin = kin
    farBefore = before.place
    farAfter = after.place
    self.before = before.stretch
    self.after = after.stretch
    self.nearest = Int8(nearest)
    self.farthest = Int8(farthest)
  }

  /// Words beyond this distance are not looked for.
  static let mostDistant = 12

  /// Numbers of the places next to a trigger: two words before it, one before, one behind, two behind.
  struct Nearby: Hashable, Sendable {
    var secondBefore: UInt16
    var before: UInt16
    var after: UInt16
    var secondAfter: UInt16

    /// Where no word may stand.
    static let none = Nearby(secondBefore: 1, before: 1, after: 1, secondAfter: 1)
  }

  /// Which words may not stand at a place, by two groupings that have nothing to do with each other, one bit for each
  /// group.
  ///
  /// Of the words of a group some may be barred and others not; then the group is not.
  struct Place: Hashable, Sendable {
    var groups: UInt64
    var kin: UInt64
    /// Whether all words are barred that cannot be a service.
    var asksForService = false

    /// Any word may stand there, or none; the grammar's first two places.
    static let any = Place(groups: 0, kin: 0)
    static let none = Place(groups: ~0, kin: ~0)
  }

  /// A stretch of words at a distance from a trigger, covered by two runs of one, two, four or eight, which may overlap.
  struct Stretch: BitwiseCopyable, Hashable, Sendable {
    /// Distance of each run's last word; negative before the trigger.
    let firstRun: Int8
    let lastRun: Int8
    /// Which runs they are, 0 for those of one word to 3 for those of eight.
    let level: UInt8

    /// The words between two distances, fewer than 16.
    init(from first: Int, through last: Int) {
      let words = last - first + 1
      let level = words.bitWidth - 1 - words.leadingZeroBitCount
      self.level = UInt8(level)
      firstRun = Int8(first + (1 << level) - 1)
      lastRun = Int8(last)
    }
  }

  /// What has to stand in a stretch.
  struct Distant {
    var place: UInt16
    var stretch: Stretch

    /// Any words.
    static let any = Distant(place: 0, stretch: Stretch(from: 0, through: 0))
  }
}

/// What a lookup bars around its trigger, or which words stand there: by classes of words, coarser than groups or kin so
/// that a few bytes hold them, one bit for each.
struct Surroundings: BitwiseCopyable, Hashable, Sendable {
  /// The classes of the second word before the trigger, and above them those of the first.
  var before: UInt64
  /// The classes of the first word behind the trigger, and above them those of the second.
  var after: UInt64

  /// The commonest words have classes of their own, as they have groups of their own.
  private static let alone: UInt8 = 12
  private static let classes: UInt8 = 31
  /// The bit of words that cannot be a service; they have that of their class too.
  static let noService: UInt32 = 1 << 31

  /// The class of the words of a group.
  static func number(ofGroup group: UInt8) -> UInt8 {
    group < alone ? group : alone + (group - alone) % (classes - alone)
  }

  /// The class of the words of a kin.
  static func number(ofKin kin: UInt8) -> UInt8 { kin % 32 }

  /// The classes of some groups, one bit for each.
  static func fold(groups: UInt64) -> UInt64 {
    let width = UInt64(classes - alone)
    let rest = groups >> UInt64(alone)
    return groups & (1 << UInt64(alone) - 1)
      | ((rest | rest >> width | rest >> (2 * width)) & (1 << width - 1)) << UInt64(alone)
  }

  /// The classes of some kin, one bit for each.
  static func fold(kin: UInt64) -> UInt64 { (kin | kin >> 32) & 0xFFFF_FFFF }

  /// Nothing is barred.
  static let any = Surroundings(before: 0, after: 0)

  /// What a lookup bars by the words' groups: a class only if all groups in it are barred.
  init(barringGroups nearby: Lookup.Nearby, of places: [Lookup.Place]) {
    self.init(nearby) { number in
      let place = places[Int(number)]
      let services = place.asksForService ? UInt64(Surroundings.noService) : 0
      return UInt64(Surroundings.noService - 1) & ~Surroundings.fold(groups: ~place.groups) | services
    }
  }

  /// The same by their kin.
  init(barringKin nearby: Lookup.Nearby, of places: [Lookup.Place]) {
    self.init(nearby) { 0xFFFF_FFFF & ~Surroundings.fold(kin: ~places[Int($0)].kin) }
  }

  private init(_ nearby: Lookup.Nearby, _ barred: (UInt16) -> UInt64) {
    before = barred(nearby.secondBefore) | barred(nearby.before) << 32
    after = barred(nearby.after) | barred(nearby.secondAfter) << 32
  }

  /// The words that stand around a trigger.
  init(before: UInt64, after: UInt64) {
    self.before = before
    self.after = after
  }

  /// 1 if no word is barred, 0 if any is; nothing branches on which of them is.
  @inline(__always) func passes(_ barred: Surroundings) -> Int {
    before & barred.before | after & barred.after == 0 ? 1 : 0
  }
}

/// The places of a grammar while it is compiled, each different one once.
struct PlaceNumbers {
  private(set) var all: [Lookup.Place] = [.any, .none]
  private var known: [Lookup.Place: UInt16] = [.any: 0, .none: 1]

  /// The number of a place; beyond what there are numbers for, that where any word may stand.
  mutating func number(of place: Lookup.Place) -> UInt16 {
    if let number = known[place] { return number }
    guard all.count < UInt16.max else { return 0 }
    let number = UInt16(all.count)
    all.append(place)
    known[place] = number
    return number
  }
}
