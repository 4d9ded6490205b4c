import Model

extension TrendBuilder {
  /// What a voice counts for, after copies are folded and people joined.
  struct Vote {
    var person: Int32
    var stance: Stance
    var ballot: Int32
  }

  /// The trend of all voices counted so far.
  public func trend() -> Trend {
    var builder = self
    return builder.finish()
  }

  private mutating func finish() -> Trend {
    joinPeople()
    let votes = foldedVotes()
    var days: [Int: Int] = [:]
    for vote in votes {
      let ballot = ballots[Int(vote.ballot)]
      guard let milliseconds = ballot.milliseconds, ballot.precision != .year else { continue }
      days[Bucket.day.number(of: Instant(milliseconds: milliseconds)), default: 0] += 1
    }
    var counter = TrendCounter(bucket: bucket ?? BucketChoice.bucket(forDays: days), seed: seed)
    var voices: [CountedVoice] = []
    var person: Int32 = -1
    for vote in votes.sorted(by: { precedes($0, $1) }) {
      if vote.person != person {
        counter.add(voices)
        voices.removeAll(keepingCapacity: true)
      }
      person = vote.person
      voices.append(counted(vote))
    }
    counter.add(voices)
    return counter.trend(
      TrendCounter.Surroundings(
        coverage: coverage, asOf: asOf, correction: correction, reasons: reasonNames, answered: mostAnswered(),
        terms: terms.terms()))
  }

  /// By person, then time, then the order of counting.
  private func precedes(_ left: Vote, _ right: Vote) -> Bool {
    if left.person != right.person { return left.person < right.person }
    let mine = ballots[Int(left.ballot)].milliseconds ?? .min
    let theirs = ballots[Int(right.ballot)].milliseconds ?? .min
    return mine == theirs ? left.ballot < right.ballot : mine < theirs
  }

  private func counted(_ vote: Vote) -> CountedVoice {
    let ballot = ballots[Int(vote.ballot)]
    return CountedVoice(
      milliseconds: ballot.milliseconds ?? .min, precision: ballot.precision, stance: vote.stance,
      sentiment: ballot.sentiment, reasons: reasonMask(of: ballot), reportedExits: ballot.reportedExits,
      isReturn: ballot.isReturn)
  }

  /// The reasons of a voice as bits; those beyond the sixty-fourth are in none.
  func reasonMask(of ballot: Ballot) -> UInt64 {
    var mask: UInt64 = 0
    for number in reasonPool[Int(ballot.reasons.lowerBound)..<Int(ballot.reasons.upperBound)] where number < 64 {
      mask |= 1 << UInt64(number)
    }
    return mask
  }

  /// The votes: every readable voice of a person that repeats nobody's words.
  mutating func foldedVotes() -> [Vote] {
    let groups = CopyFold.groups(of: ballots.map(\.fold))
    var originals: [Int32: Int32] = [:]
    for (position, group) in groups.enumerated() {
      let former = originals[group] ?? Int32(position)
      originals[group] = ballots[position].precedes(ballots[Int(former)]) ? Int32(position) : former
    }
    var votes: [Vote] = []
    var people: Set<Int32> = []
    var returned: Set<Int32> = []
    for (position, group) in groups.enumerated() {
      let ballot = ballots[position]
      let person = ballot.person >= 0 ? unions.root(of: ballot.person) : -1
      if person >= 0 { people.insert(person) }
      guard originals[group] == Int32(position) else {
        coverage.copies += 1
        continue
      }
      coverage.reportedExits += Int(ballot.reportedExits)
      if ballot.isReturn, person >= 0 { returned.insert(person) }
      guard let stance = ballot.stance else {
        coverage.unread += 1
        continue
      }
      if person >= 0 { votes.append(Vote(person: person, stance: stance, ballot: Int32(position))) }
    }
    coverage.people = people.count
    coverage.returns = returned.count
    (coverage.pages, coverage.sites) = extent
    return votes
  }
}
