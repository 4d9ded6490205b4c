import Model
public import Trends

/// The trend as rows, one for each period: made to be drawn by other programs.
public enum TrendExport {
  /// The rows of a trend, oldest first.
  public static func rows(of trend: Trend, service: String) -> [Row] {
    let turns = Set(trend.turningPoints.map(\.position))
    return trend.periods.enumerated().map { position, period in
      let tally = period.tally
      var cells: [(name: String, value: Row.Cell)] = [
        ("schema", .integer(1)), ("service", .text(service)), ("bucket", .text(trend.bucket.rawValue)),
        ("start", .text(period.start.date)), ("end", .text(period.end.date)), ("people", .integer(tally.people)),
        ("voices", .integer(tally.voices)),
      ]
      for stance in Stance.allCases {
        let share = tally.share(of: stance)
        cells.append((stance.rawValue, .number(JSONReport.rounded(tally.votes(for: stance)))))
        cells.append(("\(stance.rawValue)_share", .number(share.map { JSONReport.rounded($0.value) })))
        cells.append(("\(stance.rawValue)_low", .number(share.map { JSONReport.rounded($0.low) })))
        cells.append(("\(stance.rawValue)_high", .number(share.map { JSONReport.rounded($0.high) })))
      }
      for (name, estimate) in [("net", tally.net), ("sentiment", tally.sentiment)] {
        cells.append((name, .number(estimate.map { JSONReport.rounded($0.value) })))
        cells.append(("\(name)_low", .number(estimate.map { JSONReport.rounded($0.low) })))
        cells.append(("\(name)_high", .number(estimate.map { JSONReport.rounded($0.high) })))
      }
      cells += [
        ("smoothed_net", .number(period.smoothedNet.map(JSONReport.rounded))),
        ("weight", .text(JSONReport.name(of: tally.weight))), ("is_turning_point", .bool(turns.contains(position))),
        ("is_burst", .bool(period.isBurst)), ("is_unfinished", .bool(period.isUnfinished)),
        ("reported_exits", .integer(period.reportedExits)), ("returns", .integer(period.returns)),
        ("turned_away", .integer(period.turnedAway)), ("came_round", .integer(period.cameRound)),
      ]
      return Row(cells)
    }
  }
}
