import Model
import Testing

@Suite("HTTP dates, Retry-After and freshness")
struct CacheTests {
  private let now = CivilTime(year: 2011, month: 11, day: 14, hour: 14, minute: 30).instant()

  @Test(
    "reads the three forms of a date (RFC 9110 §5.6.7)",
    arguments: ["Mon, 14 Nov 2011 14:30:00 GMT", "Monday, 14-Nov-11 14:30:00 GMT", "Mon Nov 14 14:30:00 2011"])
  func dates(_ text: String) {
    #expect(HTTPDate.instant(text) == now)
  }

  @Test("reads the one-digit day of asctime")
  func oneDigitDay() {
    #expect(HTTPDate.instant("Sun Nov  6 08:49:37 1994")?.description == "1994-11-06T08:49:37Z")
  }

  @Test(
    "refuses other forms",
    arguments: [
      "", "0", "2011-11-14T14:30:00Z", "Mon, 14 Nov 2011 2:30:00 GMT", "Mon, 14 Nov 2011 14:30:00 EST",
      "Mon, 31 Feb 2011 14:30:00 GMT",
      "Mon, 14  Nov  2011 14:30:00 GMT", "Mon, 14 Nov 2011 14.30.00 GMT",
    ])
  func noDates(_ text: String) {
    #expect(HTTPDate.instant(text) == nil)
  }

  @Test(
    "reads Retry-After as seconds or a date",
    arguments: [
      ("120", 120), ("0", 0), (" 7 ", 7), ("Mon, 14 Nov 2011 14:31:30 GMT", 90), ("Mon, 14 Nov 2011 14:00:00 GMT", 0),
      ("soon", nil), ("-5", nil), ("1.5", nil), ("", nil), ("99999999999999999999999", 31_536_000),
    ] as [(String, Double?)])
  func retryAfter(_ value: String, _ expected: Double?) {
    #expect(RetryAfter.seconds(value, now: now) == expected)
  }

  private func action(_ headers: [(String, String)], status: Int = 200, after seconds: Double = 3)
    -> CacheFreshness.Action
  {
    let fields = headers.map { Header(name: $0.0, value: $0.1) }
    return CacheFreshness(status: status, headers: fields, responded: now).action(at: now.advanced(bySeconds: seconds))
  }

  @Test(
    "reuses what the server calls fresh, and only that",
    arguments: [
      ("max-age=60", true), ("max-age=2", false), ("MAX-AGE=\"60\"", true), ("max-age=60, no-cache", false),
      ("no-store, max-age=60", false),
      ("private, max-age=60", false), ("s-maxage=1, max-age=60", false), ("x=\"max-age=60\", max-age=1", false),
      ("max-age=x", false),
      ("public", false), ("", false),
    ])
  func cacheControl(_ value: String, _ isFresh: Bool) {
    #expect((action([("Cache-Control", value)]) == .reuse) == isFresh)
  }

  @Test("counts the age that caches on the way state")
  func age() {
    #expect(action([("Cache-Control", "max-age=60"), ("Age", "58")]) == .refetch)
    #expect(action([("Cache-Control", "max-age=60"), ("Age", "20")]) == .reuse)
  }

  @Test("takes Expires from the server's own clock, and none where two contradict")
  func expires() {
    let date = ("Date", "Mon, 14 Nov 2011 14:30:00 GMT")
    #expect(action([date, ("Expires", "Mon, 14 Nov 2011 14:31:00 GMT")]) == .reuse)
    #expect(action([date, ("Expires", "0")]) == .refetch)
    #expect(
      action([
        date, ("Expires", "Mon, 14 Nov 2011 14:31:00 GMT"),
        (
          "Expires",
          "Mon, 14 Nov 2011 14:32:00 GMT"
        ),
      ]) == .refetch)
  }

  @Test("asks with the validators that the server gave")
  func validators() {
    #expect(
      action([("ETag", "\"a\""), ("Last-Modified", "Mon, 14 Nov 2011 14:00:00 GMT")])
        == .revalidate(entityTag: "\"a\"", lastModified: "Mon, 14 Nov 2011 14:00:00 GMT"))
  }
}
