/// Finds bursts of attention with a two-state automaton.
///
/// Source: J. Kleinberg, "Bursty and Hierarchical Structure in Streams", KDD 2002, section 4 (batched arrivals): each
/// bucket holds `relevant` of `total` items; the base state expects the overall share, the burst state `scaling` times
/// that; entering the burst costs `gamma`·ln(length).
public enum Kleinberg {
  /// For each bucket, whether it lies in a burst.
  public static func states(
    relevant: [Double], total: [Double], scaling: Double = 2, gamma: Double = 1
  ) -> [Bool] {
    let length = relevant.count
    let all = total.reduce(0, +)
    guard length > 1, all > 0 else { return [Bool](repeating: false, count: length) }
    let base = relevant.reduce(0, +) / all
    let burst = min(base * scaling, 0.9999)
    guard base > 0, base < 1, burst > base else { return [Bool](repeating: false, count: length) }
    let entry = gamma * Elementary.log(Double(length))
    func fit(_ position: Int, _ share: Double) -> Double {
      let hits = min(relevant[position], total[position])
      return -(hits * Elementary.log(share) + (total[position] - hits) * Elementary.log(1 - share))
    }
    var costs = (0.0, Double.infinity)
    var origins: [(Bool, Bool)] = []
    for position in 0..<length {
      let calmFromBurst = costs.1 < costs.0
      let burstFromBurst = costs.1 < costs.0 + entry
      origins.append((calmFromBurst, burstFromBurst))
      costs = (
        min(costs.0, costs.1) + fit(position, base), min(costs.0 + entry, costs.1) + fit(position, burst)
      )
    }
    var states = [Bool](repeating: false, count: length)
    var state = costs.1 < costs.0
    for position in stride(from: length - 1, through: 0, by: -1) {
      states[position] = state
      state = state ? origins[position].1 : origins[position].0
    }
    return states
  }
}
