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
    writer.member("schema", schema)
    writer.member("service", record.service)
    writer.member("page", conversation.canonical)
    writer.member("url", conversation.url)
    writer.member("title", conversation.title)
    writer.member("site", conversation.site)
    writer.member("authors", conversation.authors)
    writer.member("tags", conversation.tags)
    writer.member("language", conversation.language)
    writer.member("status", record.status)
    writer.member("stated_comments", conversation.statedComments)
    writer.beginObject("left_out")
    for omission in conversation.leftOut {
      writer.key(omission.cause)
      writer.integer(omission.count)
    }
    writer.endObject()
    if !conversation.notices.isEmpty { writer.member("notices", conversation.notices) }
    write(conversation.feeds, into: &writer)
    write(conversation.commentSources, into: &writer)
    writer.beginArray("voices")
    let (voices, readings) = (conversation.voices.span, record.readings.span)
    for position in voices.indices {
      write(voices[position], into: &writer)
      if position < readings.count { write(readings[position], into: &writer) }
      writer.endObject()
    }
    writer.endArray()
  }

  private static func write(_ feeds: [Feed], into writer: inout JSONWriter) {
    writer.objects("feeds", feeds) { feed, writer in
      writer.member("url", feed.url)
      writer.member("title", feed.title)
      writer.member("comments", feed.isComments)
    }
  }

  private static func write(_ sources: [CommentSource], into writer: inout JSONWriter) {
    writer.objects("comment_sources", sources) { source, writer in
      writer.member("kind", source.kind.rawValue)
      writer.member("url", source.url)
      writer.member("stated_comments", source.statedComments)
    }
  }

  /// Writes a voice but for its reading and its closing brace.
  private static func write(_ voice: borrowing Voice, into writer: inout JSONWriter) {
    writer.beginObject()
    writer.member("id", voice.id)
    writer.member("kind", voice.kind.rawValue)
    writer.member("url", voice.url)
    writer.member("title", voice.title)
    writer.member("speaker", voice.speaker)
    writer.member("speaker_url", voice.speakerURL)
    writer.member("published", voice.published.map { StoredInstant.text(of: $0.instant) })
    writer.member("published_as", voice.published?.asWritten)
    writer.member("published_offset", voice.published?.offset)
    writer.member("published_precision", voice.published?.precision.rawValue)
    writer.member("published_from", voice.published?.source.rawValue)
    writer.member("text", voice.text)
    writer.beginArray("quoted")
    for range in voice.quoted {
      writer.beginArray()
      writer.integer(range.lowerBound)
      writer.integer(range.upperBound)
      writer.endArray()
    }
    writer.endArray()
    writer.member("parent", voice.parent)
    writer.member("depth", voice.depth)
    writer.member("language", voice.language)
  }

  private static func write(_ reading: borrowing Reading, into writer: inout JSONWriter) {
    writer.member("stance", reading.stance?.rawValue)
    writer.member("score", reading.score)
    writer.member("confidence", reading.confidence)
    writer.member("sentiment", reading.sentiment)
    writer.member("reasons", reading.reasons.lazy.map(\.rawValue))
    writer.objects("evidence", reading.evidence) { evidence, writer in
      writer.member("text", evidence.text)
      writer.member("start", evidence.start)
      writer.member("end", evidence.end)
      writer.member("cue", evidence.cue)
      writer.member("weight", evidence.weight)
      writer.member("place", evidence.place.rawValue)
    }
    writer.member("reported_exits", reading.reportedExits)
    writer.member("is_return", reading.isReturn)
  }
}
