import Model
import Trends

/// Prints the tables of docs/trends.md: `storms [RUNS]`.
@main
enum Storms {
  static func main() {
    let runs = CommandLine.arguments.dropFirst().first.flatMap { Int($0) } ?? 60
    var dice = Dice(seed: 9)
    var storm = Storm()
    for number in 0..<runs { storm.run(number, &dice) }
    print("\(runs) storms; net stance in points: error in all weeks, error and bias in the four peak weeks")
    for (name, errors) in [("raw", storm.raw), ("smoothed", storm.smoothed), ("corrected", storm.corrected)] {
      print("  \(name): \(digit(errors.all.size)), \(digit(errors.peak.size)), \(digit(errors.peak.bias))")
    }
    print("  intervals hold the truth: shares \(digit(storm.shares.percent)) %, net \(digit(storm.nets.percent)) %")
    for shift in [0, 0.12, 0.20] { print(turns(of: shift, runs: runs * 5, &dice)) }
  }

  /// How often a shift of quitting in week 12 is found.
  private static func turns(of shift: Double, runs: Int, _ dice: inout Dice) -> String {
    var any = 0
    var near = 0
    var exact = 0
    for number in 0..<runs {
      var builder = TrendBuilder(bucket: .week, seed: UInt64(number))
      var voices = 0
      for week in 0..<World.weeks {
        let quitting = 0.35 + (week >= 12 ? shift : 0)
        let defending = 0.30 * (1 - quitting) / 0.65
        for _ in 0..<max(1, dice.poisson(World.people(in: week))) {
          voices += 1
          let voice = World.voice("\(voices)", by: "Person \(voices)", on: "site.example", in: week, text: "x")
          let stance = World.stances[dice.pick([quitting, defending, 1 - quitting - defending])]
          builder.count(
            Observation(voice: voice, reading: Reading(stance: stance), site: "site.example", page: voice.url))
        }
      }
      let turns = builder.trend().turningPoints.map(\.position)
      if !turns.isEmpty { any += 1 }
      if turns.contains(where: { abs($0 - 12) <= 1 }) { near += 1 }
      if turns.contains(12) { exact += 1 }
    }
    func percent(_ count: Int) -> String { "\(digit(100 * Double(count) / Double(max(1, runs)))) %" }
    return "\(runs) series with a shift of \(Int(100 * shift)) points: any turn \(percent(any)), "
      + "within a week \(percent(near)), the very week \(percent(exact))"
  }

  private static func digit(_ value: Double) -> String {
    let tenths = Int((value * 10).rounded())
    return "\(tenths < 0 ? "-" : "")\(abs(tenths) / 10).\(abs(tenths) % 10)"
  }
}
