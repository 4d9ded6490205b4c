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
    let bucket = self.bucket ?? BucketChoice.bucket(for: times(of: votes))
    var dated: [Int: [Vote]] = [:]
    var undated: [Vote] = []
    for vote in votes {
      let ballot = ballots[Int(vote.ballot)]
      guard let milliseconds = ballot.milliseconds, bucket.holds(ballot.precision) else {
        if ballot.milliseconds == nil { coverage.undated += 1 } else { coverage.coarse += 1 }
        undated.append(vote)
        continue
      }
      dated[bucket.number(of: Instant(milliseconds: milliseconds)), default: []].append(vote)
    }
    let window = BucketChoice.window(of: dated.mapValues(\.count))
    for (number, votes) in dated {
      if let window, number < window.lowerBound { coverage.earlier += votes.count }
      if let window, number > window.upperBound { coverage.later += votes.count }
    }
    var periods = (window.map(Array.init) ?? []).map { period($0, bucket, dated[$0] ?? []) }
    let changes = StanceChanges(votes: votes, ballots: ballots)
    for change in changes.all where bucket.holds(ballots[Int(change.ballot)].precision) {
      let number = bucket.number(of: Instant(milliseconds: ballots[Int(change.ballot)].milliseconds ?? 0))
      guard let window, window.contains(number) else { continue }
      if change.stance == .quitting {
        periods[number - window.lowerBound].turnedAway += 1
      } else {
        periods[number - window.lowerBound].cameRound += 1
      }
    }
    let bursts = Trend.Burst.mark(in: &periods)
    let onsets = bursts.map(\.positions.lowerBound)
    let turningPoints = TurningPoints.points(in: periods, onsets: onsets)
    let breaks = Set(turningPoints.map(\.position) + onsets).subtracting([0]).sorted()
    Smoothing.smooth(&periods, breaks: breaks, correction: correction)
    let total = tally(of: votes, seed: seed)
    return Trend(
      bucket: bucket, periods: periods, total: total, correctedShares: correctedShares(of: total),
      undated: tally(of: undated, seed: seed ^ 1), coverage: coverage,
      turningPoints: turningPoints, breaks: breaks, bursts: bursts, reasons: reasonCounts(of: votes, in: total),
      answered: mostAnswered(), terms: terms.terms(), cameRound: changes.all.count { $0.stance == .defending },
      turnedAway: changes.all.count { $0.stance == .quitting })
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

  private func correctedShares(of total: Trend.Tally) -> [Double]? {
    guard let correction, Double(total.people) >= Correction.leastPeople else { return nil }
    return correction.shares(read: Stance.allCases.map(total.votes(for:)), people: Double(total.people))
  }

  private func times(of votes: [Vote]) -> [Instant] {
    votes.compactMap { vote in
      let ballot = ballots[Int(vote.ballot)]
      guard let milliseconds = ballot.milliseconds, ballot.precision != .year else { return nil }
      return Instant(milliseconds: milliseconds)
    }
  }

  private func period(_ number: Int, _ bucket: Bucket, _ votes: [Vote]) -> Trend.Period {
    var period = Trend.Period(number: number, start: bucket.start(of: number), end: bucket.end(of: number))
    period.tally = tally(of: votes, seed: seed &+ UInt64(bitPattern: Int64(number)) &* 0x9e37_79b9)
    var returned: Set<Int32> = []
    for vote in votes {
      let ballot = ballots[Int(vote.ballot)]
      period.reportedExits += Int(ballot.reportedExits)
      if ballot.isReturn { returned.insert(vote.person) }
    }
    period.returns = returned.count
    for (stance, counts) in peopleByReason(in: votes) { period.reasons[stance] = counts.mapValues(\.count) }
    if let asOf { period.isUnfinished = bucket.number(of: asOf) == number }
    return period
  }

  /// One vote a person, parted among what they said.
  private func tally(of votes: [Vote], seed: UInt64) -> Trend.Tally {
    struct Said {
      var quitting = 0.0
      var defending = 0.0
      var neutral = 0.0
      var sentiment = 0.0
      var voices: Double { quitting + defending + neutral }
    }
    var said: [Int32: Said] = [:]
    for vote in votes {
      switch vote.stance {
      case .quitting: said[vote.person, default: Said()].quitting += 1
      case .defending: said[vote.person, default: Said()].defending += 1
      case .neutral: said[vote.person, default: Said()].neutral += 1
      }
      said[vote.person, default: Said()].sentiment += Double(ballots[Int(vote.ballot)].sentiment)
    }
    var tally = Trend.Tally()
    tally.people = said.count
    tally.voices = votes.count
    var nets: [Double] = []
    var sentiments: [Double] = []
    for (_, person) in said.sorted(by: { $0.key < $1.key }) {
      tally.quitting += person.quitting / person.voices
      tally.defending += person.defending / person.voices
      tally.neutral += person.neutral / person.voices
      nets.append((person.defending - person.quitting) / person.voices)
      sentiments.append(person.sentiment / person.voices)
    }
    tally.net = Bootstrap.mean(of: nets, seed: seed)
    tally.sentiment = Bootstrap.mean(of: sentiments, seed: seed ^ 2)
    return tally
  }

  private func peopleByReason(in votes: [Vote]) -> [Stance: [Reason: Set<Int32>]] {
    var people: [Stance: [Reason: Set<Int32>]] = [:]
    for vote in votes where vote.stance != .neutral {
      let range = ballots[Int(vote.ballot)].reasons
      for number in reasonPool[Int(range.lowerBound)..<Int(range.upperBound)] {
        people[vote.stance, default: [:]][reasonNames[Int(number)], default: []].insert(vote.person)
      }
    }
    return people
  }

  private func reasonCounts(of votes: [Vote], in total: Trend.Tally) -> [Stance: [Trend.ReasonCount]] {
    var sides: [Stance: Set<Int32>] = [:]
    for vote in votes { sides[vote.stance, default: []].insert(vote.person) }
    var counts: [Stance: [Trend.ReasonCount]] = [:]
    for (stance, people) in peopleByReason(in: votes) {
      let all = Double(sides[stance]?.count ?? 0)
      counts[stance] = people.compactMap { reason, givers in
        Wilson.share(of: Double(givers.count), in: all)
          .map { Trend.ReasonCount(reason: reason, people: givers.count, share: $0) }
      }
      .sorted { $0.people == $1.people ? $0.reason.rawValue < $1.reason.rawValue : $0.people > $1.people }
    }
    return counts
  }
}
