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
    writer.member("schema", 1)
    writer.member("id", voice.id)
    writer.member("service", service)
    writer.member("kind", voice.kind.rawValue)
    writer.member("page", conversation.canonical)
    writer.member("url", voice.url)
    writer.member("title", voice.title ?? conversation.title)
    writer.member("site", conversation.site)
    writer.member("speaker", voice.speaker)
    writer.member("speaker_url", voice.speakerURL)
    writer.member("published", voice.published?.instant.description)
    writer.member("published_as", voice.published?.asWritten)
    writer.member("published_precision", voice.published?.precision.rawValue)
    writer.member("published_from", voice.published?.source.rawValue)
    writer.member("text", voice.text)
    writer.member("parent", voice.parent)
    writer.member("depth", voice.depth)
    writer.member("language", voice.language)
    writer.member("stance", reading?.stance?.rawValue)
    writer.member("score", reading?.score)
    writer.member("confidence", reading?.confidence)
    writer.member("sentiment", reading?.sentiment)
    writer.member("reasons", (reading?.reasons ?? []).map(\.rawValue))
    writer.beginArray("evidence")
    for evidence in reading?.evidence ?? [] { write(evidence, into: &writer) }
    writer.endArray()
    writer.member("fetched", fetched.description)
    // Added after version 1 was fixed.
    writer.beginArray("quoted")
    for range in voice.quoted {
      writer.beginArray()
      writer.integer(range.lowerBound)
      writer.integer(range.upperBound)
      writer.endArray()
    }
    writer.endArray()
    writer.member("reported_exits", reading?.reportedExits ?? 0)
    writer.member("is_return", reading?.isReturn ?? false)
    writer.endObject()
  }

  /// Writes a piece of evidence.
  public static func write(_ evidence: Evidence, into writer: inout JSONWriter) {
    writer.beginObject()
    writer.member("text", evidence.text)
    writer.member("start", evidence.start)
    writer.member("end", evidence.end)
    writer.member("cue", evidence.cue)
    writer.member("weight", evidence.weight)
    writer.member("place", evidence.place.rawValue)
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
