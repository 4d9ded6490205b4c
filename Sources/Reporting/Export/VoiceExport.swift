public import JSONCoding
public import Model

/// Voices as records for other programs, in the form that DESIGN fixes: fields may be added, never changed.
public enum VoiceExport {
  /// Writes a voice as one JSON object.
  ///
  /// - Parameters:
  ///   - conversation: the page that the voice stands on.
  ///   - fetched: when the page was fetched.
  public static func write(
    _ voice: Voice, _ reading: Reading?, of conversation: Conversation, service: String, fetched: Instant,
    into writer: inout JSONWriter
  ) {
    writer.beginObject()
    writer.key("schema")
    writer.integer(1)
    writer.key("id")
    writer.string(voice.id)
    writer.key("service")
    writer.string(service)
    writer.key("kind")
    writer.string(voice.kind.rawValue)
    writer.key("page")
    writer.string(conversation.canonical)
    writer.key("url")
    writer.string(voice.url)
    writer.key("title")
    writer.string(voice.title ?? conversation.title)
    writer.key("site")
    writer.string(conversation.site)
    writer.key("speaker")
    writer.string(voice.speaker)
    writer.key("speaker_url")
    writer.string(voice.speakerURL)
    writer.key("published")
    writer.string(voice.published?.instant.description)
    writer.key("published_as")
    writer.string(voice.published?.asWritten)
    writer.key("published_precision")
    writer.string(voice.published?.precision.rawValue)
    writer.key("published_from")
    writer.string(voice.published?.source.rawValue)
    writer.key("text")
    writer.string(voice.text)
    writer.key("parent")
    writer.string(voice.parent)
    writer.key("depth")
    writer.integer(voice.depth)
    writer.key("language")
    writer.string(voice.language)
    writer.key("stance")
    writer.string(reading?.stance?.rawValue)
    writer.key("score")
    writer.number(reading?.score)
    writer.key("confidence")
    writer.number(reading?.confidence)
    writer.key("sentiment")
    writer.number(reading?.sentiment)
    writer.key("reasons")
    writer.strings((reading?.reasons ?? []).map(\.rawValue))
    writer.key("evidence")
    writer.beginArray()
    for evidence in reading?.evidence ?? [] { write(evidence, into: &writer) }
    writer.endArray()
    writer.key("fetched")
    writer.string(fetched.description)
    // Added after version 1 was fixed.
    writer.key("quoted")
    writer.beginArray()
    for range in voice.quoted {
      writer.beginArray()
      writer.integer(range.lowerBound)
      writer.integer(range.upperBound)
      writer.endArray()
    }
    writer.endArray()
    writer.key("reported_exits")
    writer.integer(reading?.reportedExits ?? 0)
    writer.key("is_return")
    writer.bool(reading?.isReturn ?? false)
    writer.endObject()
  }

  /// Writes a piece of evidence.
  public static func write(_ evidence: Evidence, into writer: inout JSONWriter) {
    writer.beginObject()
    writer.key("text")
    writer.string(evidence.text)
    writer.key("start")
    writer.integer(evidence.start)
    writer.key("end")
    writer.integer(evidence.end)
    writer.key("cue")
    writer.string(evidence.cue)
    writer.key("weight")
    writer.number(evidence.weight)
    writer.key("place")
    writer.string(evidence.place.rawValue)
    writer.endObject()
  }

  /// A voice as a row, for the formats that are no JSON; evidence becomes a list of words.
  public static func row(
    of voice: Voice, _ reading: Reading?, of conversation: Conversation, service: String, fetched: Instant
  ) -> Row {
    Row([
      ("schema", .integer(1)), ("id", .text(voice.id)), ("service", .text(service)),
      ("kind", .text(voice.kind.rawValue)), ("page", .text(conversation.canonical)), ("url", .text(voice.url)),
      ("title", .text(voice.title ?? conversation.title)), ("site", .text(conversation.site)),
      ("speaker", .text(voice.speaker)), ("speaker_url", .text(voice.speakerURL)),
      ("published", .text(voice.published?.instant.description)),
      ("published_as", .text(voice.published?.asWritten)),
      ("published_precision", .text(voice.published?.precision.rawValue)),
      ("published_from", .text(voice.published?.source.rawValue)), ("text", .text(voice.text)),
      ("parent", .text(voice.parent)), ("depth", .integer(voice.depth)), ("language", .text(voice.language)),
      ("stance", .text(reading?.stance?.rawValue)), ("score", .number(reading?.score)),
      ("confidence", .number(reading?.confidence)), ("sentiment", .number(reading?.sentiment)),
      ("reasons", .list(reading?.reasons.map(\.rawValue) ?? [])),
      ("evidence", .list(reading?.evidence.map(\.text) ?? [])), ("fetched", .text(fetched.description)),
      ("reported_exits", .integer(reading?.reportedExits ?? 0)), ("is_return", .bool(reading?.isReturn ?? false)),
    ])
  }
}
