import Model
import Trends

/// Twenty-six weeks with a storm, loud defenders and copied posts, and how far the trend is from their truth.
struct Storm {
  /// Errors of net stance in points.
  struct Errors {
    private var count = 0.0
    private var sum = 0.0
    private var squares = 0.0

    mutating func note(_ error: Double) {
      count += 1
      sum += 100 * error
      squares += 10_000 * error * error
    }

    /// Root mean square.
    var size: Double { (squares / max(1, count)).squareRoot() }
    var bias: Double { sum / max(1, count) }
  }

  /// How often an interval holds the truth.
  struct Coverage {
    private var held = 0.0
    private var all = 0.0

    mutating func note(_ truth: Double, in estimate: Estimate) {
      all += 1
      if estimate.low <= truth, truth <= estimate.high { held += 1 }
    }

    var percent: Double { 100 * held / max(1, all) }
  }

  var shares = Coverage()
  var nets = Coverage()
  var raw = (all: Errors(), peak: Errors())
  var smoothed = (all: Errors(), peak: Errors())
  var corrected = (all: Errors(), peak: Errors())

  /// Counts one storm.
  mutating func run(_ number: Int, _ dice: inout Dice) {
    var builder = TrendBuilder(
      bucket: .week, correction: Correction(judged: World.judged(&dice)), seed: UInt64(number))
    var people = 0
    var voices = 0
    for week in 0..<World.weeks {
      for _ in 0..<dice.poisson(World.people(in: week)) {
        people += 1
        var stance = dice.pick(World.shares(in: week))
        var spoken = 1
        while spoken < 4, dice.share() > 0.6 { spoken += 1 }
        if dice.share() < 0.03 {
          spoken = 10 + Int(dice.share() * 30)
          if dice.share() < 0.7 { stance = 1 }
        }
        for position in 0..<spoken {
          let reading = Reading(stance: World.stances[dice.pick(World.confusion[stance])])
          let text = (0..<24).map { "w\(voices &* 31 &+ $0 &* 7919)" }.joined(separator: " ")
          var places = [("Person \(people)", "site\(people % 400).example")]
          if stance == 0, position == 0, dice.share() < 0.12 {
            for copy in 0..<(2 + Int(dice.share() * 6)) { places.append(("copier", "copy\(voices)x\(copy).example")) }
          }
          for (speaker, site) in places {
            voices += 1
            let voice = World.voice("\(number)-\(voices)", by: speaker, on: site, in: week, text: text)
            builder.count(Observation(voice: voice, reading: reading, site: site, page: voice.url))
          }
        }
      }
    }
    for (week, period) in builder.trend().periods.prefix(World.weeks).enumerated() { note(period, week) }
  }

  private mutating func note(_ period: Trend.Period, _ week: Int) {
    guard let share = period.tally.share(of: .quitting), let net = period.tally.net else { return }
    let truth = World.shares(in: week)
    let read = World.read(truth)
    shares.note(read[0], in: share)
    nets.note(read[1] - read[0], in: net)
    let isPeak = (8..<12).contains(week)
    func note(_ errors: inout (all: Errors, peak: Errors), _ value: Double) {
      errors.all.note(value - truth[1] + truth[0])
      if isPeak { errors.peak.note(value - truth[1] + truth[0]) }
    }
    note(&raw, net.value)
    note(&smoothed, period.smoothedNet ?? net.value)
    note(&corrected, period.correctedNet ?? period.smoothedNet ?? net.value)
  }
}
