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
    writer.member("id", id)
    writer.member("url", conversation.url)
    writer.member("canonical", conversation.canonical)
    writer.member("title", conversation.title)
    if conversation.authors.count > 1 {
      writer.member("author", conversation.authors)
    } else {
      writer.member("author", conversation.authors.first ?? post?.speaker)
    }
    time(post?.published, into: &writer)
    writer.member("site", conversation.site)
    writer.member("language", conversation.language)
    writer.member("tags", conversation.tags)
    writer.member("text", post?.text)
    writer.objects("quotes", conversation.voices.lazy.filter { $0.kind == .quote }) { voice, writer in
      writer.member("id", voice.id)
      writer.member("parent", voice.parent)
      writer.member("speaker", voice.speaker)
      writer.member("speaker_url", voice.speakerURL)
      writer.member("text", voice.text)
    }
    writer.objects("comments", conversation.voices.lazy.filter { $0.kind == .comment }, members: comment)
    writer.member("stated_comments", conversation.statedComments)
    writer.beginObject("left_out")
    for omission in conversation.leftOut {
      writer.key(omission.cause)
      writer.integer(omission.count)
    }
    writer.endObject()
    places(of: conversation, into: &writer)
    writer.beginObject("losses")
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
    writer.member("id", voice.id)
    writer.member("parent", voice.parent)
    writer.member("author", voice.speaker)
    writer.member("author_url", voice.speakerURL)
    time(voice.published, into: &writer)
    writer.member("text", voice.text)
    writer.member("depth", voice.depth)
    writer.member("url", voice.url)
  }

  /// `date` is the day in the zone of the source; `published` the instant in UTC; `published_as` as written.
  private static func time(_ time: Timestamp?, into writer: inout JSONWriter) {
    writer.member("date", time?.day)
    writer.member("published", time?.instant.description)
    writer.member("published_as", time?.asWritten)
    writer.member("published_precision", time?.precision.rawValue)
    writer.member("published_from", time?.source.rawValue)
  }

  private static func places(of conversation: Conversation, into writer: inout JSONWriter) {
    writer.objects("links", conversation.links) { link, writer in
      writer.member("url", link.url)
      writer.member("text", link.text)
      writer.member("context", link.context.rawValue)
      if link.isNofollow {
        writer.member("nofollow", true)
      }
    }
    writer.objects("feeds", conversation.feeds) { feed, writer in
      writer.member("url", feed.url)
      writer.member("title", feed.title)
      writer.member("comments", feed.isComments)
    }
    writer.objects("comment_sources", conversation.commentSources) { source, writer in
      writer.member("kind", source.kind.rawValue)
      writer.member("url", source.url)
      writer.member("stated", source.statedComments)
    }
  }
}
