public import Model

/// How the mood towards a service moved: counts per bucket of time with intervals, turning points and reasons.
///
/// Everything counts people, one vote each a bucket, unless it says voices.
public struct Trend: Equatable, Sendable {
  /// The width of the buckets.
  public var bucket: Bucket
  /// The buckets from the first to the last without gaps, oldest first; empty when no voice has a date.
  public var periods: [Period]
  /// The whole time, each person counted once; undated voices included.
  public var total: Tally
  /// The shares of the whole time, in the order of `Stance.allCases`, with the scorer's known errors taken out; `nil`
  /// without a judged sample of enough people.
  public var correctedShares: [Double]?
  /// The voices whose time is unknown, or too coarse for the bucket.
  public var undated: Tally
  /// What was counted and what was left out.
  public var coverage: Coverage
  /// Where the shares turned, oldest first.
  public var turningPoints: [TurningPoint]
  /// Positions in `periods` that nothing is smoothed across: turning points and the beginnings of bursts, ascending.
  public var breaks: [Int]
  /// Times of unusual attention, oldest first.
  public var bursts: [Burst]
  /// Why people quit and defend, the most frequent first; people can have several reasons.
  public var reasons: [Stance: [ReasonCount]]
  /// The voices that most others answer, the most answered first.
  public var answered: [Observation]
  /// The words that set each side apart, the most telling first.
  public var terms: [Stance: [Term]]
  /// People whose first side was quitting and whose last is defending.
  public var cameRound: Int
  /// People whose first side was defending and whose last is quitting.
  public var turnedAway: Int
}

extension Trend {
  /// Votes of people: who stands where, and how sure that is.
  public struct Tally: Equatable, Sendable {
    /// How much a tally can carry.
    public enum Weight: Sendable {
      /// Too few people for any claim: under ten.
      case tooFew
      /// Few people, shown hollow: under twenty.
      case few
      /// Enough people.
      case enough

      /// What a claim about so many people can carry.
      public init(people: Int) { self = people < 10 ? .tooFew : people < 20 ? .few : .enough }
    }

    /// People with a readable voice.
    public var people = 0
    /// Votes for quitting; a person who says two things gives a part of a vote to each.
    public var quitting = 0.0
    /// Votes for defending.
    public var defending = 0.0
    /// Votes for neither.
    public var neutral = 0.0
    /// Voices by these people.
    public var voices = 0
    /// Defending minus quitting, −1…1, with its interval by people; `nil` without people.
    public var net: Estimate?
    /// Mean sentiment of people, −1…1, with its interval; `nil` without people.
    public var sentiment: Estimate?

    /// Makes an empty tally.
    public init() {}

    /// Votes for a stance.
    public func votes(for stance: Stance) -> Double {
      switch stance {
      case .quitting: quitting
      case .defending: defending
      case .neutral: neutral
      }
    }

    /// The share of a stance with its interval by people; `nil` without people.
    public func share(of stance: Stance) -> Estimate? {
      Wilson.share(of: votes(for: stance), in: Double(people))
    }

    /// How much the tally can carry.
    public var weight: Weight { Weight(people: people) }
  }

  /// One bucket.
  public struct Period: Equatable, Sendable {
    /// The bucket's number; see `Bucket`.
    public var number: Int
    /// Its first day.
    public var start: CivilTime
    /// Its last day.
    public var end: CivilTime
    /// Who stands where in it.
    public var tally = Tally()
    /// Net stance, smoothed with its neighbours but never across a turning point; `nil` where nobody is near.
    public var smoothedNet: Double?
    /// Half the width of the 95 % interval of `smoothedNet`, by people.
    public var smoothedMargin: Double?
    /// The smoothed net stance with the scorer's known errors taken out; `nil` without a judged sample, and where fewer
    /// than a hundred people are near.
    public var correctedNet: Double?
    /// Whether attention is unusually high.
    public var isBurst = false
    /// Exits of other people that its voices report.
    public var reportedExits = 0
    /// People who came back.
    public var returns = 0
    /// People who defended before and quit now.
    public var turnedAway = 0
    /// People who quit before and defend now.
    public var cameRound = 0
    /// Whether the last fetch lies within it, so that it is not over.
    public var isUnfinished = false
    /// People by reason and stance.
    public var reasons: [Stance: [Reason: Int]] = [:]
  }

  /// Where the shares turned.
  public struct TurningPoint: Equatable, Sendable {
    /// The position in `periods` at which the new time begins.
    public var position: Int
    /// The earliest and latest position at which it may begin as well, with a chance of 95 %.
    public var range: ClosedRange<Int>
    /// Net stance of the time before, back to the turning point before it.
    public var before: Double
    /// Net stance of the time after, up to the next turning point.
    public var after: Double
    /// Twice the gain in log-likelihood over no turn.
    public var gain: Double
  }

  /// A time of unusual attention.
  public struct Burst: Equatable, Sendable {
    /// The positions in `periods`.
    public var positions: ClosedRange<Int>
    /// People in the busiest bucket.
    public var peak: Int
  }

  /// People who give a reason.
  public struct ReasonCount: Equatable, Sendable {
    /// Which reason.
    public var reason: Reason
    /// How many people of the stance give it.
    public var people: Int
    /// Their share among the people of the stance, with its interval.
    public var share: Estimate
    /// People who ever took the stance, whether or not they gave a reason.
    public var of: Int
  }

  /// A word or phrase that sets one side apart.
  public struct Term: Equatable, Sendable {
    /// The word, or two words.
    public var text: String
    /// Log-odds in standard deviations.
    public var score: Double
    /// Voices of that side that use it.
    public var voices: Int
  }

  /// What was counted and what was left out.
  public struct Coverage: Equatable, Sendable {
    /// All voices that were seen.
    public var voices = 0
    /// Different people among them.
    public var people = 0
    /// Different pages.
    public var pages = 0
    /// Different sites.
    public var sites = 0
    /// Voices that repeat another's words and count no vote.
    public var copies = 0
    /// Voices seen twice, under two addresses.
    public var doubles = 0
    /// Voices in a language that cannot be read.
    public var unread = 0
    /// Quotes of people who are not named: heard, but nobody's vote.
    public var unnamedQuotes = 0
    /// Voices without a time.
    public var undated = 0
    /// Voices without a time that were left out because only some days were asked for.
    public var undatedRefused = 0
    /// Voices whose time is known only to the month or year, too coarse for the bucket.
    public var coarse = 0
    /// Voices before the first period that is shown.
    public var earlier = 0
    /// Voices after the last period that is shown.
    public var later = 0
    /// Exits of other people that voices report.
    public var reportedExits = 0
    /// People who left and came back.
    public var returns = 0
  }
}
