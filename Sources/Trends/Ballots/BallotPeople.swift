/// Who turns out to be one person with whom, told by links: people by their fingerprints.
struct BallotPeople: Sendable {
  /// Those who may be one with somebody else, sorted.
  private var members: [UInt64] = []
  /// The number of the group of each.
  private var groups: [Int32] = []
  /// More names than this under one link, and the link is no person's.
  private static let namesOfALink = 2

  /// Reads the links of all voices that count.
  init(_ count: BallotCount) throws(BallotDamage) {
    let quarters = try count.workers.results(BallotMerge<BallotLink>.quarters) { quarter throws(BallotDamage) in
      try BallotPeople.pairs(count, quarter: quarter)
    }
    var pairs: [(left: UInt64, right: UInt64)] = []
    for quarter in quarters { pairs += quarter }
    members.reserveCapacity(2 * pairs.count)
    for pair in pairs {
      members.append(pair.left)
      members.append(pair.right)
    }
    members.sort()
    var kept = 0
    for member in members where kept == 0 || members[kept - 1] != member {
      members[kept] = member
      kept += 1
    }
    members.removeLast(members.count - kept)
    var unions = Unions()
    for _ in members { _ = unions.add() }
    for pair in pairs { unions.join(number(of: pair.left), number(of: pair.right)) }
    groups = members.indices.map { unions.root(of: Int32($0)) }
  }

  /// Pairs of people who are one, among the links of a quarter.
  private static func pairs(
    _ count: BallotCount, quarter: Int
  ) throws(BallotDamage) -> [(left: UInt64, right: UInt64)] {
    let (states, rowBases, speakers) = (count.states, count.rowBases, count.speakers)
    var pairs: [(left: UInt64, right: UInt64)] = []
    var names: [UInt64] = []
    let merge = BallotMerge<BallotLink>(.links, of: count.sheets)
    try merge.forEachGroup(
      ofQuarter: quarter,
      keep: { entry, sheet, _ in
        guard entry.row < UInt64(rowBases[sheet + 1] - rowBases[sheet]) else { return false }
        let state = states[rowBases[sheet] + Int(entry.row)]
        return state == BallotCount.State.counted || state == BallotCount.State.copy
      }
    ) { group throws(BallotDamage) in
      try merge.forEachRun(of: group) { run throws(BallotDamage) in
        let first = group.entries[Int(group.order[run.lowerBound])]
        names.removeAll(keepingCapacity: true)
        for place in run {
          let name = group.entries[Int(group.order[place])].name
          if names.count <= BallotPeople.namesOfALink, !names.contains(name) { names.append(name) }
        }
        for place in run {
          let link = group.entries[Int(group.order[place])]
          if names.count <= BallotPeople.namesOfALink, link.person != first.person {
            pairs.append((first.person, link.person))
          }
          // Most who link to a site of their own never speak there.
          if link.home != 0, link.home != link.person, speakers.mayContain(link.home) {
            pairs.append((link.person, link.home))
          }
        }
      }
    }
    return pairs
  }

  private func number(of person: UInt64) -> Int32 { Int32(place(of: person)) }

  /// The place of the first member that is not smaller.
  private func place(of person: UInt64) -> Int {
    var low = 0
    var high = members.count
    while low < high {
      let middle = (low + high) / 2
      if members[middle] < person { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// Finds groups of people who are asked for in the order of their fingerprints.
  struct Cursor {
    private let people: BallotPeople
    private var next: Int

    init(_ people: BallotPeople, from person: UInt64) {
      self.people = people
      next = people.place(of: person)
    }

    /// The number of those whom somebody may be one with; `nil` for somebody who speaks under one name on one site.
    @inline(__always)
    mutating func group(of person: UInt64) -> Int32? {
      while next < people.members.count, people.members[next] < person { next += 1 }
      return next < people.members.count && people.members[next] == person ? people.groups[next] : nil
    }
  }
}
