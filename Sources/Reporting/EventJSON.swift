public import JSONCoding
public import Model

/// A topic's events as JSON, in reports and wherever a topic is noted.
public enum EventJSON {
  /// Writes the key `events` and its array.
  public static func write(_ events: [Event], into writer: inout JSONWriter) {
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
