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
    for position in conversation.voices.indices {
      write(conversation.voices, position, into: &writer)
      if position < record.readings.count { write(record.readings, position, into: &writer) }
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

  /// Writes a voice but for its reading and its closing brace; its parts are read where they lie, for a whole voice is
  /// dear to copy.
  private static func write(_ voices: [Voice], _ position: Int, into writer: inout JSONWriter) {
    writer.beginObject()
    writer.member("id", voices[position].id)
    writer.member("kind", voices[position].kind.rawValue)
    writer.member("url", voices[position].url)
    writer.member("title", voices[position].title)
    writer.member("speaker", voices[position].speaker)
    writer.member("speaker_url", voices[position].speakerURL)
    writer.member("published", voices[position].published.map { StoredInstant.text(of: $0.instant) })
    writer.member("published_as", voices[position].published?.asWritten)
    writer.member("published_offset", voices[position].published?.offset)
    writer.member("published_precision", voices[position].published?.precision.rawValue)
    writer.member("published_from", voices[position].published?.source.rawValue)
    writer.member("text", voices[position].text)
    writer.beginArray("quoted")
    for range in voices[position].quoted {
      writer.beginArray()
      writer.integer(range.lowerBound)
      writer.integer(range.upperBound)
      writer.endArray()
    }
    writer.endArray()
    writer.member("parent", voices[position].parent)
    writer.member("depth", voices[position].depth)
    writer.member("language", voices[position].language)
  }

  private static func write(_ readings: [Reading], _ position: Int, into writer: inout JSONWriter) {
    writer.member("stance", readings[position].stance?.rawValue)
    writer.member("score", readings[position].score)
    writer.member("confidence", readings[position].confidence)
    writer.member("sentiment", readings[position].sentiment)
    writer.member("reasons", readings[position].reasons.lazy.map(\.rawValue))
    writer.objects("evidence", readings[position].evidence) { evidence, writer in
      writer.member("text", evidence.text)
      writer.member("start", evidence.start)
      writer.member("end", evidence.end)
      writer.member("cue", evidence.cue)
      writer.member("weight", evidence.weight)
      writer.member("place", evidence.place.rawValue)
    }
    writer.member("reported_exits", readings[position].reportedExits)
    writer.member("is_return", readings[position].isReturn)
  }
}
