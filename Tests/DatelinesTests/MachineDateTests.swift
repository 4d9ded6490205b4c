import Datelines
import Model
import Testing

@Suite("Dates as machines write them")
struct MachineDateTests {
  @Test(
    "reads ISO 8601 in its forms, with as much precision as is written",
    arguments: [
      ("2011-11-14T14:30:00Z", "2011-11-14T14:30:00Z"), ("2011-11-14T14:30:00-05:00", "2011-11-14T14:30:00-05:00"),
      ("2011-11-14T14:30:00+0530", "2011-11-14T14:30:00+05:30"), ("2011-11-14T14:30", "2011-11-14T14:30:00"),
      ("2011-11-14 14:30:00", "2011-11-14T14:30:00"), ("2011-11-14T14:30:00.123456Z", "2011-11-14T14:30:00Z"),
      ("20111114T143000Z", "2011-11-14T14:30:00Z"), ("20111114", "2011-11-14"),
      (
        "20111114143000",
        "2011-11-14T14:30:00"
      ),
      ("2011-11-14", "2011-11-14"), ("2011-11", "2011-11"), ("2011", "2011"), ("2011-318", "2011-11-14"),
      ("2011-W46-1", "2011-11-14"), ("2011-11-14T24:00:00Z", "2011-11-15T00:00:00Z"),
      (
        "2016-12-31T23:59:60Z",
        "2016-12-31T23:59:59Z"
      ),
      ("2011-11-14T14:30:00+01:00[Europe/Berlin]", "2011-11-14T14:30:00+01:00"),
      (
        "2011-11-14T14+01",
        "2011-11-14T14:00:00+01:00"
      ),
      ("  2011-11-14T14:30:00Z\n", "2011-11-14T14:30:00Z"), ("2011-11-14 14:30:00 UTC", "2011-11-14T14:30:00Z"),
      ("2011-11-14T23:59:59+05:45", "2011-11-14T23:59:59+05:45"), ("2012-02-29T00:00:00Z", "2012-02-29T00:00:00Z"),
    ])
  func iso8601(_ text: String, _ expected: String) {
    #expect(Dateline.timestamp(fromMachine: text, source: .meta)?.asWritten == expected)
  }

  @Test(
    "reads the mail, cookie and asctime forms, whatever the weekday says",
    arguments: [
      ("Mon, 14 Nov 2011 14:30:00 GMT", "2011-11-14T14:30:00Z"),
      (
        "Fri, 14 Nov 2011 14:30:00 +0000",
        "2011-11-14T14:30:00Z"
      ),
      ("Monday, 14-Nov-11 14:30:00 GMT", "2011-11-14T14:30:00Z"), ("Mon Nov 14 14:30:00 2011", "2011-11-14T14:30:00"),
      ("14 Nov 2011 14:30 EST", "2011-11-14T14:30:00-05:00"),
      (
        "Mon Nov 14 14:30:00 +0000 2011",
        "2011-11-14T14:30:00Z"
      ),
      ("Mon Nov 14 14:30:00 PST 2011", "2011-11-14T14:30:00-08:00"), ("Mon, 14 Nov 2011", "2011-11-14"),
      ("Mon,14 November 2011 14:30:00 -0330 (Newfoundland Time)", "2011-11-14T14:30:00-03:30"),
      ("Mon Nov 14 2011 14:30:00 GMT+0800 (CST)", "2011-11-14T14:30:00+08:00"),
    ])
  func mail(_ text: String, _ expected: String) {
    #expect(Dateline.timestamp(fromMachine: text, source: .feed)?.asWritten == expected)
  }

  @Test(
    "reads Unix seconds and milliseconds",
    arguments: ["1321281000", "1321281000000", "1321281000.25", "@1321281000", "/Date(1321281000000)/"])
  func unix(_ text: String) {
    #expect(Dateline.timestamp(fromMachine: text, source: .api)?.asWritten == "2011-11-14T14:30:00Z")
  }

  @Test(
    "refuses zero dates, impossible ones, and numbers whose order is open",
    arguments: [
      "0000-00-00 00:00:00", "-0001-11-30T00:00:00+00:00", "2011-02-30", "2011-13-01", "2011-11-14T25:00:00Z",
      "11/12/2011",
      "14.11.2011", "", "true", "99999999999999999999999", "2011-366", "2011-11-14T14:30:00+99:00",
      "2011-02-29T10:00:00Z", "2011-11-14T14:60:00Z", "2011-11-14T1a:30:00Z", "2011-11-14T14:30:00+01:60",
    ])
  func refusal(_ text: String) {
    #expect(Dateline.timestamp(fromMachine: text, source: .meta) == nil)
  }
}
