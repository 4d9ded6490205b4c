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
    writer.key("schema")
    writer.integer(schema)
    writer.key("service")
    writer.string(record.service)
    writer.key("page")
    writer.string(conversation.canonical)
    writer.key("url")
    writer.string(conversation.url)
    writer.key("title")
    writer.string(conversation.title)
    writer.key("site")
    writer.string(conversation.site)
    write("authors", conversation.authors, into: &writer)
    write("tags", conversation.tags, into: &writer)
    writer.key("language")
    writer.string(conversation.language)
    writer.key("status")
    writer.integer(record.status)
    writer.key("stated_comments")
    writer.integer(conversation.statedComments)
    writer.key("left_out")
    writer.beginObject()
    for omission in conversation.leftOut {
      writer.key(omission.cause)
      writer.integer(omission.count)
    }
    writer.endObject()
    if !conversation.notices.isEmpty { write("notices", conversation.notices, into: &writer) }
    write(conversation.feeds, into: &writer)
    write(conversation.commentSources, into: &writer)
    writer.key("voices")
    writer.beginArray()
    for (position, voice) in conversation.voices.enumerated() {
      write(voice, record.readings.indices.contains(position) ? record.readings[position] : nil, into: &writer)
    }
    writer.endArray()
  }

  private static func write(_ name: String, _ texts: [String], into writer: inout JSONWriter) {
    writer.key(name)
    writer.strings(texts)
  }

  private static func write(_ feeds: [Feed], into writer: inout JSONWriter) {
    writer.key("feeds")
    writer.beginArray()
    for feed in feeds {
      writer.beginObject()
      writer.key("url")
      writer.string(feed.url)
      writer.key("title")
      writer.string(feed.title)
      writer.key("comments")
      writer.bool(feed.isComments)
      writer.endObject()
    }
    writer.endArray()
  }

  private static func write(_ sources: [CommentSource], into writer: inout JSONWriter) {
    writer.key("comment_sources")
    writer.beginArray()
    for source in sources {
      writer.beginObject()
      writer.key("kind")
      writer.string(source.kind.rawValue)
      writer.key("url")
      writer.string(source.url)
      writer.key("stated_comments")
      writer.integer(source.statedComments)
      writer.endObject()
    }
    writer.endArray()
  }

  private static func write(_ voice: Voice, _ reading: Reading?, into writer: inout JSONWriter) {
    writer.beginObject()
    writer.key("id")
    writer.string(voice.id)
    writer.key("kind")
    writer.string(voice.kind.rawValue)
    writer.key("url")
    writer.string(voice.url)
    writer.key("title")
    writer.string(voice.title)
    writer.key("speaker")
    writer.string(voice.speaker)
    writer.key("speaker_url")
    writer.string(voice.speakerURL)
    writer.key("published")
    writer.string(voice.published.map { StoredInstant.text(of: $0.instant) })
    writer.key("published_as")
    writer.string(voice.published?.asWritten)
    writer.key("published_offset")
    writer.integer(voice.published?.offset)
    writer.key("published_precision")
    writer.string(voice.published?.precision.rawValue)
    writer.key("published_from")
    writer.string(voice.published?.source.rawValue)
    writer.key("text")
    writer.string(voice.text)
    writer.key("quoted")
    writer.beginArray()
    for range in voice.quoted {
      writer.beginArray()
      writer.integer(range.lowerBound)
      writer.integer(range.upperBound)
      writer.endArray()
    }
    writer.endArray()
    writer.key("parent")
    writer.string(voice.parent)
    writer.key("depth")
    writer.integer(voice.depth)
    writer.key("language")
    writer.string(voice.language)
    if let reading { write(reading, into: &writer) }
    writer.endObject()
  }

  private static func write(_ reading: Reading, into writer: inout JSONWriter) {
    writer.key("stance")
    writer.string(reading.stance?.rawValue)
    writer.key("score")
    writer.number(reading.score)
    writer.key("confidence")
    writer.number(reading.confidence)
    writer.key("sentiment")
    writer.number(reading.sentiment)
    write("reasons", reading.reasons.map(\.rawValue), into: &writer)
    writer.key("evidence")
    writer.beginArray()
    for evidence in reading.evidence {
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
    writer.endArray()
    writer.key("reported_exits")
    writer.integer(reading.reportedExits)
    writer.key("is_return")
    writer.bool(reading.isReturn)
  }
}
