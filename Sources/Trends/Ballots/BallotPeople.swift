/// Who turns out to be one person with whom, told by links: people by their fingerprints.
struct BallotPeople {
  private var numbers = HashSlots()
  private var unions = Unions()
  private var speaks: [Bool] = []
  private var speakers: [Int32] = []
  /// More names than this under one link, and the link is no person's.
  private static let namesOfALink = 2

  /// Reads the links of all voices that count.
  init(_ count: BallotCount) throws(BallotDamage) {
    var people = BallotPeople()
    let (states, rowBases) = (count.states, count.rowBases)
    try BallotMerge<BallotLink>.forEachRun(
      .links, of: count.sheets,
      keep: { entry, sheet, _ in
        guard entry.row < UInt64(rowBases[sheet + 1] - rowBases[sheet]) else { return false }
        let state = states[rowBases[sheet] + Int(entry.row)]
        return state == BallotCount.State.counted || state == BallotCount.State.copy
      }
    ) { run throws(BallotDamage) in
      guard let first = run.first?.entry else { return }
      var names = [first.name]
      for item in run
      where names.count <= BallotPeople.namesOfALink && !names.contains(item.entry.name) {
        names.append(item.entry.name)
      }
      for item in run {
        if names.count <= BallotPeople.namesOfALink { people.join(first.person, item.entry.person) }
        if item.entry.home != 0 { people.join(item.entry.person, item.entry.home) }
      }
    }
    self = people
  }

  private init() {}

  private mutating func number(of person: UInt64) -> Int32 {
    if let number = numbers[person] { return number }
    let number = unions.add()
    numbers.insert(person, number)
    speaks.append(false)
    return number
  }

  private mutating func join(_ left: UInt64, _ right: UInt64) {
    if left != right { unions.join(number(of: left), number(of: right)) }
  }

  /// Notes that somebody speaks: those who are only linked to are nobody yet.
  @inline(__always)
  mutating func note(_ person: UInt64) {
    if let number = numbers[person] { speaks[Int(number)] = true }
  }

  /// Counts who speaks among those who are one; after the last `note`.
  mutating func finish() {
    speakers = [Int32](repeating: 0, count: speaks.count)
    for number in speaks.indices where speaks[number] {
      speakers[Int(unions.root(of: Int32(number)))] += 1
    }
  }

  /// The number of those whom somebody is one with; `nil` for somebody who speaks under one name on one site.
  @inline(__always)
  mutating func group(of person: UInt64) -> Int32? {
    guard let number = numbers[person] else { return nil }
    let root = unions.root(of: number)
    return speakers[Int(root)] > 1 ? root : nil
  }
}
