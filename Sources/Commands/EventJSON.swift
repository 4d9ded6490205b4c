internal import Datelines
internal import JSONCoding
internal import Model

/// A topic's events as JSON, wherever a topic is noted.
enum EventJSON {
  /// The events of an array; entries without a label or a date that can be read are left out.
  static func events(in value: JSONValue?) -> [Event] {
    (value?.array ?? []).compactMap { event in
      guard let label = event["label"]?.string, let date = event["date"]?.string,
        let time = Dateline.timestamp(fromMachine: date, source: .text)
      else { return nil }
      return Event(date: time, label: label)
    }
  }

  /// Writes the key `events` and its array.
  static func write(_ events: [Event], into writer: inout JSONWriter) {
    writer.key("events")
    writer.beginArray()
    for event in events {
      writer.beginObject()
      writer.key("date")
      writer.string(event.date.asWritten)
      writer.key("label")
      writer.string(event.label)
      writer.endObject()
    }
    writer.endArray()
  }
}
