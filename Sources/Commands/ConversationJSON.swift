internal import JSONCoding
internal import Markup
internal import Model

/// A conversation as `stance extract` prints it.
enum ConversationJSON {
  /// Writes a conversation as the writer's next value.
  static func write(
    _ conversation: Conversation, id: String, losses: Document.Losses, into writer: inout JSONWriter
  ) {
    let post = conversation.post
    writer.beginObject()
    writer.key("id")
    writer.string(id)
    writer.key("url")
    writer.string(conversation.url)
    writer.key("canonical")
    writer.string(conversation.canonical)
    writer.key("title")
    writer.string(conversation.title)
    writer.key("author")
    if conversation.authors.count > 1 {
      writer.strings(conversation.authors)
    } else {
      writer.string(conversation.authors.first ?? post?.speaker)
    }
    time(post?.published, into: &writer)
    writer.key("site")
    writer.string(conversation.site)
    writer.key("language")
    writer.string(conversation.language)
    writer.key("tags")
    writer.strings(conversation.tags)
    writer.key("text")
    writer.string(post?.text)
    writer.key("quotes")
    writer.beginArray()
    for voice in conversation.voices where voice.kind == .quote {
      writer.beginObject()
      writer.key("id")
      writer.string(voice.id)
      writer.key("parent")
      writer.string(voice.parent)
      writer.key("speaker")
      writer.string(voice.speaker)
      writer.key("speaker_url")
      writer.string(voice.speakerURL)
      writer.key("text")
      writer.string(voice.text)
      writer.endObject()
    }
    writer.endArray()
    writer.key("comments")
    writer.beginArray()
    for voice in conversation.voices where voice.kind == .comment { comment(voice, into: &writer) }
    writer.endArray()
    writer.key("stated_comments")
    if let stated = conversation.statedComments { writer.integer(stated) } else { writer.null() }
    writer.key("left_out")
    writer.beginObject()
    for omission in conversation.leftOut {
      writer.key(omission.cause)
      writer.integer(omission.count)
    }
    writer.endObject()
    places(of: conversation, into: &writer)
    writer.key("losses")
    writer.beginObject()
    for (name, count) in [
      ("nesting", losses.nesting), ("attributes", losses.attributes), ("undecodable", losses.undecodable),
      ("truncated", losses.truncated),
    ] where count > 0 {
      writer.key(name)
      writer.integer(count)
    }
    writer.endObject()
    writer.endObject()
  }

  private static func comment(_ voice: Voice, into writer: inout JSONWriter) {
    writer.beginObject()
    writer.key("id")
    writer.string(voice.id)
    writer.key("parent")
    writer.string(voice.parent)
    writer.key("author")
    writer.string(voice.speaker)
    writer.key("author_url")
    writer.string(voice.speakerURL)
    time(voice.published, into: &writer)
    writer.key("text")
    writer.string(voice.text)
    writer.key("depth")
    writer.integer(voice.depth)
    writer.key("url")
    writer.string(voice.url)
    writer.endObject()
  }

  /// `date` is the day in the zone of the source; `published` the instant in UTC; `published_as` as written.
  private static func time(_ time: Timestamp?, into writer: inout JSONWriter) {
    writer.key("date")
    writer.string(time?.day)
    writer.key("published")
    writer.string(time?.instant.description)
    writer.key("published_as")
    writer.string(time?.asWritten)
    writer.key("published_precision")
    writer.string(time?.precision.rawValue)
    writer.key("published_from")
    writer.string(time?.source.rawValue)
  }

  private static func places(of conversation: Conversation, into writer: inout JSONWriter) {
    writer.key("links")
    writer.beginArray()
    for link in conversation.links {
      writer.beginObject()
      writer.key("url")
      writer.string(link.url)
      writer.key("text")
      writer.string(link.text)
      writer.key("context")
      writer.string(link.context.rawValue)
      if link.isNofollow {
        writer.key("nofollow")
        writer.bool(true)
      }
      writer.endObject()
    }
    writer.endArray()
    writer.key("feeds")
    writer.beginArray()
    for feed in conversation.feeds {
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
    writer.key("comment_sources")
    writer.beginArray()
    for source in conversation.commentSources {
      writer.beginObject()
      writer.key("kind")
      writer.string(source.kind.rawValue)
      writer.key("url")
      writer.string(source.url)
      writer.key("stated")
      if let stated = source.statedComments { writer.integer(stated) } else { writer.null() }
      writer.endObject()
    }
    writer.endArray()
  }
}
