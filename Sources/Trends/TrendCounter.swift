import Model

/// A voice that counts, as the statistics see it once copies are folded and people joined.
struct CountedVoice: Sendable {
  /// Milliseconds since 1970; `Int64.min` without a time.
  var milliseconds: Int64
  var precision: Timestamp.Precision
  var stance: Stance
  var sentiment: Float
  /// Reasons, as bits that the caller numbers.
  var reasons: UInt64
  var reportedExits: Int32
  var isReturn: Bool

  /// The latest that its time may mean, in milliseconds since 1970.
  var latest: Int64 {
    let day: Int64 = 86_400_000
    let span: Int64 =
      switch precision {
      case .second: 999
      case .minute: 59_999
      case .day: day - 1
      case .month: 31 * day - 1
      case .year: 366 * day - 1
      }
    return milliseconds.addingReportingOverflow(span).partialValue
  }
}

/// Counts votes person by person, in memory that grows with the periods and not with the people.
struct TrendCounter: Sendable {
  /// What is counted of the voices of one period, of the undated ones, or of all.
  struct Sum: Sendable {
    var people = 0
    var voices = 0
    var votes = SIMD4<Double>.zero
    var net = MeanSample()
    var sentiment = MeanSample()
    var reportedExits = 0
    var returns = 0
    /// People by stance.
    var sides = SIMD4<Int>.zero
    /// People by reason: sixty-four of those who quit, then of those who defend.
    var reasons = [Int](repeating: 0, count: 128)

    /// Adds one vote of one person, parted among what they said.
    mutating func add(_ voices: ArraySlice<CountedVoice>) {
      var said = SIMD4<Double>.zero
      var feeling = 0.0
      var masks = SIMD2<UInt64>.zero
      var hasReturned = false
      for voice in voices {
        let side = TrendCounter.side(of: voice.stance)
        said[side] += 1
        feeling += Double(voice.sentiment)
        if side < 2 { masks[side] |= voice.reasons }
        reportedExits += Int(voice.reportedExits)
        hasReturned = hasReturned || voice.isReturn
      }
      let all = Double(voices.count)
      people += 1
      self.voices += voices.count
      votes += said / all
      net.add((said[1] - said[0]) / all)
      sentiment.add(feeling / all)
      if hasReturned { returns += 1 }
      for side in 0..<3 where said[side] > 0 { sides[side] &+= 1 }
      for side in 0..<2 {
        while masks[side] != 0 {
          reasons[64 * side + masks[side].trailingZeroBitCount] += 1
          masks[side] &= masks[side] &- 1
        }
      }
    }

    /// Adds the vote of somebody who speaks once.
    @inline(__always)
    mutating func add(_ voice: CountedVoice) {
      let side = TrendCounter.side(of: voice.stance)
      people += 1
      voices += 1
      votes[side] += 1
      net.add(side == 1 ? 1 : side == 0 ? -1 : 0)
      sentiment.add(Double(voice.sentiment))
      reportedExits += Int(voice.reportedExits)
      if voice.isReturn { returns += 1 }
      sides[side] &+= 1
      guard side < 2 else { return }
      var mask = voice.reasons
      while mask != 0 {
        reasons[64 * side + mask.trailingZeroBitCount] += 1
        mask &= mask &- 1
      }
    }

    /// Adds what was counted of other people.
    mutating func add(_ other: Sum) {
      people += other.people
      voices += other.voices
      votes += other.votes
      net.add(other.net)
      sentiment.add(other.sentiment)
      reportedExits += other.reportedExits
      returns += other.returns
      sides &+= other.sides
      for place in reasons.indices { reasons[place] += other.reasons[place] }
    }

    /// The votes with their intervals.
    func tally(seed: UInt64) -> Trend.Tally {
      var tally = Trend.Tally()
      tally.people = people
      tally.voices = voices
      (tally.quitting, tally.defending, tally.neutral) = (votes[0], votes[1], votes[2])
      tally.net = net.mean(seed: seed)
      tally.sentiment = sentiment.mean(seed: seed ^ 2)
      return tally
    }
  }

  let bucket: Bucket
  let seed: UInt64
  private(set) var total = Sum()
  private(set) var undated = Sum()
  /// The sums of the periods, in the order in which they were met.
  private var sums: [Sum] = []
  /// The period of each sum, and the other way round.
  private var numbers: [Int] = []
  private var places = HashSlots(capacity: 64)
  /// People who changed sides, by period: away and round.
  private var changes: [Int: (away: Int, round: Int)] = [:]
  private var cameRound = 0
  private var turnedAway = 0
  private var undatedVoices = 0
  private var coarseVoices = 0

  init(bucket: Bucket, seed: UInt64) {
    self.bucket = bucket
    self.seed = seed
  }

  /// The place of a stance among quitting, defending, neutral.
  @inline(__always)
  static func side(of stance: Stance) -> Int {
    switch stance {
    case .quitting: 0
    case .defending: 1
    case .neutral: 2
    }
  }

  /// The place of a period's sum.
  @inline(__always)
  private mutating func place(of number: Int) -> Int {
    if let place = places[UInt64(bitPattern: Int64(number))] { return Int(place) }
    places.insert(UInt64(bitPattern: Int64(number)), Int32(sums.count))
    numbers.append(number)
    sums.append(Sum())
    return sums.count - 1
  }

  /// Counts the only voice of a person.
  @inline(__always)
  mutating func add(_ voice: CountedVoice) {
    total.add(voice)
    if voice.milliseconds != .min, bucket.holds(voice.precision) {
      sums[place(of: bucket.number(of: Instant(milliseconds: voice.milliseconds)))].add(voice)
    } else {
      if voice.milliseconds == .min { undatedVoices += 1 } else { coarseVoices += 1 }
      undated.add(voice)
    }
  }

  /// Adds what was counted of other people.
  mutating func add(_ other: TrendCounter) {
    total.add(other.total)
    undated.add(other.undated)
    for (place, number) in other.numbers.enumerated() { sums[self.place(of: number)].add(other.sums[place]) }
    for (number, change) in other.changes {
      changes[number, default: (0, 0)].away += change.away
      changes[number, default: (0, 0)].round += change.round
    }
    cameRound += other.cameRound
    turnedAway += other.turnedAway
    undatedVoices += other.undatedVoices
    coarseVoices += other.coarseVoices
  }

  /// Counts all voices of one person.
  ///
  /// - Parameter voices: by time, those without one anywhere.
  mutating func add(_ voices: [CountedVoice]) {
    guard voices.count > 1 else {
      if let voice = voices.first { add(voice) }
      return
    }
    total.add(voices[...])
    var floating: [CountedVoice] = []
    var run: [CountedVoice] = []
    var number = 0
    for voice in voices {
      guard voice.milliseconds != .min, bucket.holds(voice.precision) else {
        if voice.milliseconds == .min { undatedVoices += 1 } else { coarseVoices += 1 }
        floating.append(voice)
        continue
      }
      let next = bucket.number(of: Instant(milliseconds: voice.milliseconds))
      if next != number, !run.isEmpty {
        sums[place(of: number)].add(run[...])
        run.removeAll(keepingCapacity: true)
      }
      number = next
      run.append(voice)
    }
    if !run.isEmpty { sums[place(of: number)].add(run[...]) }
    if !floating.isEmpty { undated.add(floating[...]) }
    noteChanges(voices)
  }

  /// A person whose first side is not the last: who first quits and in the end defends, or the other way round.
  ///
  /// The turn stands in the period of the first voice for the side that was kept to. Whoever goes to and fro changed once
  /// or not at all, and of two voices on one day, or in one month where no more is known, neither is the later one.
  private mutating func noteChanges(_ voices: [CountedVoice]) {
    var first: CountedVoice?
    var turn: CountedVoice?
    for voice in voices where voice.stance != .neutral && voice.milliseconds != .min {
      guard let former = first else {
        first = voice
        continue
      }
      if voice.stance == former.stance {
        turn = nil
      } else if turn == nil, former.latest < voice.milliseconds {
        turn = voice
      }
    }
    guard let turn else { return }
    let isAway = turn.stance == .quitting
    if isAway { turnedAway += 1 } else { cameRound += 1 }
    guard bucket.holds(turn.precision) else { return }
    let number = bucket.number(of: Instant(milliseconds: turn.milliseconds))
    if isAway { changes[number, default: (0, 0)].away += 1 } else { changes[number, default: (0, 0)].round += 1 }
  }

  /// What the counter does not see.
  struct Surroundings {
    var coverage: Trend.Coverage
    var asOf: Instant?
    var correction: Correction?
    /// The reasons in the order of their bits.
    var reasons: [Reason]
    var answered: [Observation]
    var terms: [Stance: [Trend.Term]]
  }

  /// The trend of all who were counted.
  func trend(_ around: Surroundings) -> Trend {
    var coverage = around.coverage
    coverage.undated = undatedVoices
    coverage.coarse = coarseVoices
    var voices: [Int: Int] = [:]
    for (place, number) in numbers.enumerated() { voices[number] = sums[place].voices }
    let window = BucketChoice.window(of: voices)
    for (number, sum) in zip(numbers, sums) {
      if let window, number < window.lowerBound { coverage.earlier += sum.voices }
      if let window, number > window.upperBound { coverage.later += sum.voices }
    }
    var shown = (window.map(Array.init) ?? []).map { period($0, around) }
    let bursts = Trend.Burst.mark(in: &shown)
    let onsets = bursts.map(\.positions.lowerBound)
    let turningPoints = TurningPoints.points(in: shown, onsets: onsets)
    let breaks = Set(turningPoints.map(\.position) + onsets).subtracting([0]).sorted()
    Smoothing.smooth(&shown, breaks: breaks, correction: around.correction)
    let total = total.tally(seed: seed)
    var corrected: [Double]?
    if let correction = around.correction, Double(total.people) >= Correction.leastPeople {
      corrected = correction.shares(read: Stance.allCases.map(total.votes(for:)), people: Double(total.people))
    }
    return Trend(
      bucket: bucket, periods: shown, total: total, correctedShares: corrected,
      undated: undated.tally(seed: seed ^ 1), coverage: coverage, turningPoints: turningPoints, breaks: breaks,
      bursts: bursts, reasons: reasonCounts(around.reasons), answered: around.answered, terms: around.terms,
      cameRound: cameRound, turnedAway: turnedAway)
  }

  private func period(_ number: Int, _ around: Surroundings) -> Trend.Period {
    var period = Trend.Period(number: number, start: bucket.start(of: number), end: bucket.end(of: number))
    let sum = places[UInt64(bitPattern: Int64(number))].map { sums[Int($0)] } ?? Sum()
    period.tally = sum.tally(seed: seed &+ UInt64(bitPattern: Int64(number)) &* 0x9e37_79b9)
    period.reportedExits = sum.reportedExits
    period.returns = sum.returns
    period.turnedAway = changes[number]?.away ?? 0
    period.cameRound = changes[number]?.round ?? 0
    for (side, stance) in [Stance.quitting, .defending].enumerated() {
      for (bit, reason) in around.reasons.prefix(64).enumerated() where sum.reasons[64 * side + bit] > 0 {
        period.reasons[stance, default: [:]][reason] = sum.reasons[64 * side + bit]
      }
    }
    if let asOf = around.asOf { period.isUnfinished = bucket.number(of: asOf) == number }
    return period
  }

  private func reasonCounts(_ reasons: [Reason]) -> [Stance: [Trend.ReasonCount]] {
    var counts: [Stance: [Trend.ReasonCount]] = [:]
    for (side, stance) in [Stance.quitting, .defending].enumerated() {
      let found = reasons.prefix(64).enumerated().compactMap { bit, reason -> Trend.ReasonCount? in
        let people = total.reasons[64 * side + bit]
        guard people > 0 else { return nil }
        return Wilson.share(of: Double(people), in: Double(total.sides[side]))
          .map { Trend.ReasonCount(reason: reason, people: people, share: $0, of: total.sides[side]) }
      }
      if !found.isEmpty {
        counts[stance] = found.sorted {
          $0.people == $1.people ? $0.reason.rawValue < $1.reason.rawValue : $0.people > $1.people
        }
      }
    }
    return counts
  }
}
