import JSONCoding
import Model

/// Writes page records as JSON objects; the same record always gives the same bytes.
///
/// The format is described in docs/store.md. Fields may be added, never changed.
enum RecordEncoder {
  /// The schema that records name; readers read this one and all before it.
  static let schema = 1

  /// Writes all that a page says: everything but the instant of the fetch, and the closing brace is left to the frame.
  static func writeContent(of record: PageRecord, into writer: inout JSONWriter) {
    let conversation = record.conversation
    writer.beginObject()
    writer.field("schema")
    writer.integer(schema)
    writer.field("service")
    writer.string(record.service)
    writer.field("page")
    writer.string(conversation.canonical)
    writer.field("url")
    writer.string(conversation.url)
    writer.field("title")
    writer.string(conversation.title)
    writer.field("site")
    writer.string(conversation.site)
    write("authors", conversation.authors, into: &writer)
    write("tags", conversation.tags, into: &writer)
    writer.field("language")
    writer.string(conversation.language)
    writer.field("status")
    writer.integer(record.status)
    writer.field("stated_comments")
    writer.integer(conversation.statedComments)
    writer.field("left_out")
    writer.beginObject()
    for omission in conversation.leftOut {
      writer.key(omission.cause)
      writer.integer(omission.count)
    }
    writer.endObject()
    if !conversation.notices.isEmpty { write("notices", conversation.notices, into: &writer) }
    write(conversation.feeds, into: &writer)
    write(conversation.commentSources, into: &writer)
    writer.field("voices")
    writer.beginArray()
    let (voices, readings) = (conversation.voices.span, record.readings.span)
    for position in voices.indices {
      write(voices[position], into: &writer)
      if position < readings.count { write(readings[position], into: &writer) }
      writer.endObject()
    }
    writer.endArray()
  }

  private static func write(_ name: StaticString, _ texts: [String], into writer: inout JSONWriter) {
    writer.field(name)
    writer.strings(texts)
  }

  private static func write(_ feeds: [Feed], into writer: inout JSONWriter) {
    writer.field("feeds")
    writer.beginArray()
    for feed in feeds {
      writer.beginObject()
      writer.field("url")
      writer.string(feed.url)
      writer.field("title")
      writer.string(feed.title)
      writer.field("comments")
      writer.bool(feed.isComments)
      writer.endObject()
    }
    writer.endArray()
  }

  private static func write(_ sources: [CommentSource], into writer: inout JSONWriter) {
    writer.field("comment_sources")
    writer.beginArray()
    for source in sources {
      writer.beginObject()
      writer.field("kind")
      writer.string(source.kind.rawValue)
      writer.field("url")
      writer.string(source.url)
      writer.field("stated_comments")
      writer.integer(source.statedComments)
      writer.endObject()
    }
    writer.endArray()
  }

  /// Writes a voice but for its reading and its closing brace.
  private static func write(_ voice: borrowing Voice, into writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("id")
    writer.string(voice.id)
    writer.field("kind")
    writer.string(voice.kind.rawValue)
    writer.field("url")
    writer.string(voice.url)
    writer.field("title")
    writer.string(voice.title)
    writer.field("speaker")
    writer.string(voice.speaker)
    writer.field("speaker_url")
    writer.string(voice.speakerURL)
    writer.field("published")
    writer.string(voice.published.map { StoredInstant.text(of: $0.instant) })
    writer.field("published_as")
    writer.string(voice.published?.asWritten)
    writer.field("published_offset")
    writer.integer(voice.published?.offset)
    writer.field("published_precision")
    writer.string(voice.published?.precision.rawValue)
    writer.field("published_from")
    writer.string(voice.published?.source.rawValue)
    writer.field("text")
    writer.string(voice.text)
    writer.field("quoted")
    writer.beginArray()
    for range in voice.quoted {
      writer.beginArray()
      writer.integer(range.lowerBound)
      writer.integer(range.upperBound)
      writer.endArray()
    }
    writer.endArray()
    writer.field("parent")
    writer.string(voice.parent)
    writer.field("depth")
    writer.integer(voice.depth)
    writer.field("language")
    writer.string(voice.language)
  }

  private static func write(_ reading: borrowing Reading, into writer: inout JSONWriter) {
    writer.field("stance")
    writer.string(reading.stance?.rawValue)
    writer.field("score")
    writer.number(reading.score)
    writer.field("confidence")
    writer.number(reading.confidence)
    writer.field("sentiment")
    writer.number(reading.sentiment)
    write("reasons", reading.reasons.map(\.rawValue), into: &writer)
    writer.field("evidence")
    writer.beginArray()
    for evidence in reading.evidence {
      writer.beginObject()
      writer.field("text")
      writer.string(evidence.text)
      writer.field("start")
      writer.integer(evidence.start)
      writer.field("end")
      writer.integer(evidence.end)
      writer.field("cue")
      writer.string(evidence.cue)
      writer.field("weight")
      writer.number(evidence.weight)
      writer.field("place")
      writer.string(evidence.place.rawValue)
      writer.endObject()
    }
    writer.endArray()
    writer.field("reported_exits")
    writer.integer(reading.reportedExits)
    writer.field("is_return")
    writer.bool(reading.isReturn)
  }
}
