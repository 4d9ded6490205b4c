import JSONCoding
import Model
import Trends

/// The parts of the JSON report beyond the trend itself: catalysts, the judged sample, a comparison.
enum JSONAdditions {
  static func write(_ report: Report, into writer: inout JSONWriter) {
    writer.key("catalysts")
    writer.beginArray()
    for catalyst in report.catalysts where report.trend.periods.indices.contains(catalyst.position) {
      write(catalyst, in: report.trend, into: &writer)
    }
    writer.endArray()
    writer.key("judged")
    writer.beginObject()
    writer.key("voices")
    writer.integer(report.judged.size)
    JSONReport.write("accuracy", report.judged.accuracy, into: &writer)
    writer.endObject()
    writer.key("comparison")
    guard let comparison = report.comparison else { return writer.null() }
    writer.beginObject()
    writer.key("other")
    writer.string(comparison.name)
    writer.key("total")
    JSONReport.write(comparison.other.total, into: &writer)
    writer.key("differences")
    writer.beginObject()
    for line in comparison.lines { JSONReport.write(line.name, line.difference, into: &writer) }
    writer.endObject()
    writer.endObject()
  }

  private static func write(_ catalyst: Catalyst, in trend: Trend, into writer: inout JSONWriter) {
    writer.beginObject()
    writer.key("date")
    writer.string(trend.periods[catalyst.position].start.date)
    writer.key("people")
    writer.integer(catalyst.people)
    writer.key("terms")
    writer.strings(catalyst.terms.map(\.text))
    writer.key("reasons")
    writer.beginArray()
    for gain in catalyst.reasons {
      writer.beginObject()
      writer.key("reason")
      writer.string(gain.reason.rawValue)
      writer.key("before")
      writer.number(JSONReport.rounded(gain.before))
      writer.key("now")
      writer.number(JSONReport.rounded(gain.now))
      writer.endObject()
    }
    writer.endArray()
    writer.key("links")
    writer.beginArray()
    for link in catalyst.links {
      writer.beginObject()
      writer.key("address")
      writer.string(link.address)
      writer.key("people")
      writer.integer(link.people)
      writer.endObject()
    }
    writer.endArray()
    writer.endObject()
  }
}
