internal import Model

/// Counts failures and omissions by cause, each with an example.
struct CauseTally {
  private var failed: [String: CrawlSummary.Cause] = [:]
  private var passed: [String: CrawlSummary.Cause] = [:]
  private var silences: [String: CrawlSummary.Cause] = [:]

  /// Counts a page without voices.
  mutating func noteSilence(_ cause: String, _ address: Address) {
    silences[cause, default: .init(cause: cause, count: 0, example: address.href, hint: "")].count += 1
  }

  /// Counts a failure for good.
  mutating func fail(_ cause: String, _ address: Address, hint: String) {
    failed[cause, default: .init(cause: cause, count: 0, example: address.href, hint: hint)].count += 1
  }

  /// Counts something that was passed over, if anything was.
  mutating func passOver(_ cause: String, _ address: Address, count: Int = 1) {
    guard count > 0 else { return }
    passed[cause, default: .init(cause: cause, count: 0, example: address.href, hint: "")].count += count
  }

  /// Failures, the most frequent first.
  var failures: [CrawlSummary.Cause] { CauseTally.sorted(failed) }

  /// What was passed over, the most frequent first.
  var passedOver: [CrawlSummary.Cause] { CauseTally.sorted(passed) }

  /// Why pages had no voices, the most frequent first.
  var silent: [CrawlSummary.Cause] { CauseTally.sorted(silences) }

  private static func sorted(_ causes: [String: CrawlSummary.Cause]) -> [CrawlSummary.Cause] {
    causes.values.sorted { ($1.count, $0.cause) < ($0.count, $1.cause) }
  }
}
