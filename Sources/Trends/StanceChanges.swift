import Model

/// People who changed sides: the same person who first quits and later defends, or the other way round.
struct StanceChanges {
  /// One change, at the voice that shows it.
  struct Change {
    var person: Int32
    /// The side after the change.
    var stance: Stance
    var ballot: Int32
  }

  /// All changes, by person, then time.
  private(set) var all: [Change] = []

  init(votes: [TrendBuilder.Vote], ballots: [Ballot]) {
    let decided = votes.filter { $0.stance != .neutral && ballots[Int($0.ballot)].milliseconds != nil }
      .map { (vote: $0, time: ballots[Int($0.ballot)].milliseconds ?? 0) }
      .sorted { ($0.vote.person, $0.time, $0.vote.ballot) < ($1.vote.person, $1.time, $1.vote.ballot) }
    for (former, next) in zip(decided, decided.dropFirst())
    where former.vote.person == next.vote.person && former.vote.stance != next.vote.stance && former.time < next.time {
      all.append(Change(person: next.vote.person, stance: next.vote.stance, ballot: next.vote.ballot))
    }
  }
}
