public import JSONCoding
public import Model

/// A topic's events as JSON, in reports and wherever a topic is noted.
public enum EventJSON {
  /// Writes the key `events` and its array.
  public static func write(_ events: [Event], into writer: inout JSONWriter) {
    writer.objects("events", events) { event, writer in
      writer.member("date", event.date.asWritten)
      writer.member("label", event.label)
    }
  }
}
