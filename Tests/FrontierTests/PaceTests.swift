import Model
import Testing

@testable import Frontier

@Suite("A host's pace")
struct PaceTests {
  let manners = Manners()

  /// The pause after one request that begins at 0 and ends so at `end`.
  func pause(_ pace: inout Pace, _ signal: Pace.Signal, end: Double = 0, manners: Manners? = nil) -> Double {
    let manners = manners ?? self.manners
    pace.begin(at: at(0), manners)
    pace.end(signal, at: at(end), jitter: 0, manners)
    return pace.nextLegal.seconds(since: at(end))
  }

  @Test("is the delay of the manners for a quick host")
  func quick() {
    var pace = Pace()
    #expect(pause(&pace, .answered(seconds: 0.1)) == 1)
  }

  @Test("is what robots.txt asks for where that is more")
  func crawlDelay() {
    var pace = Pace()
    pace.crawlDelay = 5
    #expect(pause(&pace, .answered(seconds: 0.1)) == 5)
  }

  @Test("is our own delay where robots.txt asks for less")
  func shortCrawlDelay() {
    var pace = Pace()
    pace.crawlDelay = 0.1
    #expect(pause(&pace, .answered(seconds: 0.1)) == 1)
  }

  @Test("follows a Crawl-delay only so far")
  func longCrawlDelay() {
    var pace = Pace()
    pace.crawlDelay = 86_400
    #expect(pause(&pace, .answered(seconds: 0.1)) == manners.maximumCrawlDelay)
  }

  @Test("lets one request at a time be in flight where robots.txt states a delay")
  func crawlDelayIsSerial() {
    var pace = Pace()
    #expect(pace.concurrency(Manners(delay: 0, perHost: 4)) == 4)
    pace.crawlDelay = 2
    #expect(pace.concurrency(Manners(delay: 0, perHost: 4)) == 1)
  }

  @Test("grows with the time a slow host needs")
  func slow() {
    var pace = Pace()
    #expect(pause(&pace, .answered(seconds: 4)) == 8)
  }

  @Test("does not grow beyond its limit")
  func verySlow() {
    var pace = Pace()
    #expect(pause(&pace, .answered(seconds: 500)) == manners.maximumDelay)
  }

  @Test("is as long as Retry-After says")
  func retryAfter() {
    var pace = Pace()
    #expect(pause(&pace, .refused(retryAfter: 42)) == 42)
  }

  @Test("is no shorter than the ordinary pause when Retry-After is 0")
  func retryAfterZero() {
    var pace = Pace()
    #expect(pause(&pace, .refused(retryAfter: 0)) >= 1)
  }

  @Test("doubles with each failure in a row")
  func backoff() {
    var pace = Pace()
    let pauses = (0..<4).map { _ in
      pace.nextLegal = at(0)
      return pause(&pace, .failed(retryAfter: nil))
    }
    #expect(pauses == [2, 4, 8, 16])
  }

  @Test("doubles with each refusal in a row that names no time")
  func refusals() {
    var pace = Pace()
    let pauses = (0..<4).map { _ in
      pace.nextLegal = at(0)
      return pause(&pace, .refused(retryAfter: nil))
    }
    #expect(pauses == [2, 4, 8, 16])
  }

  @Test("doubles with each failure in a row, however soon the host would be asked again")
  func failuresWithRetryAfter() {
    var pace = Pace()
    let pauses = (0..<4).map { _ in
      pace.nextLegal = at(0)
      return pause(&pace, .failed(retryAfter: 0))
    }
    #expect(pauses == [2, 4, 8, 16])
  }

  @Test(
    "parks a host that refuses as often as one that fails",
    arguments: [Pace.Signal.refused(retryAfter: nil), .refused(retryAfter: 0), .failed(retryAfter: 1)])
  func parkedByRefusals(signal: Pace.Signal) {
    var pace = Pace()
    pace.failures = manners.failuresUntilParked - 1
    #expect(pause(&pace, signal) == manners.parkTime)
  }

  @Test("is a day at the most, whatever delay is wanted", arguments: [1e17, .infinity, .nan])
  func absurdDelay(delay: Double) {
    var pace = Pace()
    #expect(pause(&pace, .answered(seconds: 0), manners: Manners(delay: delay)) == 86_400)
  }

  @Test("parks a host that keeps failing")
  func parked() {
    var pace = Pace()
    pace.failures = manners.failuresUntilParked - 1
    #expect(pause(&pace, .failed(retryAfter: nil)) == manners.parkTime)
  }

  @Test("stays longer for a while after a refusal and comes back with answers")
  func penalty() {
    var pace = Pace()
    _ = pause(&pace, .refused(retryAfter: 1))
    #expect(pace.delay(manners) == 2)
    for _ in 0..<4 { pace.end(.answered(seconds: 0), at: at(1), jitter: 0, manners) }
    #expect(pace.delay(manners) == 1)
  }

  @Test("makes a pause after a refusal even where none is wanted")
  func refusalWithoutDelay() {
    var pace = Pace()
    #expect(pause(&pace, .refused(retryAfter: nil), manners: Manners(delay: 0)) >= 1)
  }

  @Test("is not shortened by quick errors")
  func quickErrors() {
    var pace = Pace()
    _ = pause(&pace, .answered(seconds: 4))
    pace.end(.neutral, at: at(0), jitter: 0, manners)
    #expect(pace.delay(manners) == 8)
  }

  @Test("is nothing after a request that was never sent")
  func unsent() {
    var pace = Pace(from: at(-5))
    pace.begin(at: at(0), manners)
    pace.end(.unsent, at: at(0), jitter: 0, manners)
    #expect(pace.nextLegal == at(-5))
  }

  @Test(
    "never becomes shorter by what comes next",
    arguments: [
      Pace.Signal.answered(seconds: 0), .answered(seconds: 9), .refused(retryAfter: 0), .refused(retryAfter: nil),
      .failed(retryAfter: -3), .neutral,
    ])
  func neverShorter(signal: Pace.Signal) {
    var pace = Pace()
    pace.begin(at: at(0), manners)
    pace.end(.refused(retryAfter: 60), at: at(0), jitter: 0, manners)
    pace.end(signal, at: at(1), jitter: 0, manners)
    #expect(pace.nextLegal >= at(60))
  }

  @Test("survives numbers that no clock has", arguments: [1e300, .infinity, -.infinity, .nan])
  func absurd(seconds: Double) {
    var pace = Pace()
    pace.crawlDelay = seconds
    pace.begin(at: at(0), manners)
    pace.end(.refused(retryAfter: seconds), at: at(0), jitter: 0, manners)
    pace.end(.answered(seconds: seconds), at: at(0), jitter: 0, manners)
    #expect(pace.nextLegal.seconds(since: at(0)) <= 366 * 86_400)
  }
}
