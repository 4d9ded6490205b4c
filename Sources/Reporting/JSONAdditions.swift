import JSONCoding
import Model
import Trends

/// The parts of the JSON report beyond the trend itself: catalysts, the judged sample, a comparison.
enum JSONAdditions {
  static func write(_ report: Report, into writer: inout JSONWriter) {
    writer.beginArray("catalysts")
    for catalyst in report.catalysts where report.trend.periods.indices.contains(catalyst.position) {
      write(catalyst, in: report.trend, into: &writer)
    }
    writer.endArray()
    writer.beginObject("judged")
    writer.member("voices", report.judged.size)
    JSONReport.write("accuracy", report.judged.accuracy, into: &writer)
    writer.endObject()
    writer.key("comparison")
    guard let comparison = report.comparison else { return writer.null() }
    writer.beginObject()
    writer.member("other", comparison.name)
    writer.key("total")
    JSONReport.write(comparison.other.total, into: &writer)
    writer.beginObject("differences")
    for line in comparison.lines { JSONReport.write(line.name, line.difference, into: &writer) }
    writer.endObject()
    writer.endObject()
  }

  private static func write(_ catalyst: Catalyst, in trend: Trend, into writer: inout JSONWriter) {
    writer.beginObject()
    writer.member("date", trend.periods[catalyst.position].start.date)
    writer.member("people", catalyst.people)
    writer.member("terms", catalyst.terms.map(\.text))
    writer.objects("reasons", catalyst.reasons) { gain, writer in
      writer.member("reason", gain.reason.rawValue)
      writer.member("before", JSONReport.rounded(gain.before))
      writer.member("now", JSONReport.rounded(gain.now))
    }
    writer.objects("links", catalyst.links) { link, writer in
      writer.member("address", link.address)
      writer.member("people", link.people)
    }
    writer.endObject()
  }
}
