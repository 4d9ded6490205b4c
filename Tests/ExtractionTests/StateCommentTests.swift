import Markup
import Model
import Testing

@testable import Extraction

/// Comments that a page carries as data for its script.
@Suite("Comments in a page's data")
struct StateCommentTests {
  static let flat = """
    "comments":[{"id":"c1","parentId":null,"body":"I left in spring.","createdAt":"2009-03-05T10:15:21Z",\
    "author":{"id":"u1","name":"Ann"}},{"id":"c2","parentId":"c1","body":"I stay.\\n\\nIt works.",\
    "createdAt":"2009-03-05T11:00:00Z","author":{"id":"u2","name":"dorian"}}]
    """
  static let wrapped = """
    "comments":{"total":2,"items":[{"comment_id":901,"parent_id":0,"user_name":"Ann","content":"<p>I left in spring.<\\/p>",\
    "created_at":1236248121},{"comment_id":902,"parent_id":901,"user_name":"dorian","content":"<p>I stay.<\\/p><p>It works.<\\/p>",\
    "created_at":1236250800}]}
    """
  static let nested = """
    "post":{"comments":{"edges":[{"node":{"id":1,"text":"I left in spring.","username":"Ann","date":"2009-03-05T10:15:21Z",\
    "replies":[{"id":2,"text":"I stay.\\n\\nIt works.","username":"dorian","date":"2009-03-05T11:00:00Z"}]}}]}}
    """
  static let apollo = """
    "User:1":{"name":"Ann"},"User:2":{"name":"dorian"},"Comment:1":{"__typename":"Comment","id":"1","body":"I left in spring.",\
    "createdAt":"2009-03-05T10:15:21Z","author":{"__ref":"User:1"}},"Comment:2":{"__typename":"Comment","id":"2",\
    "body":"I stay.\\n\\nIt works.","createdAt":"2009-03-05T11:00:00Z","author":{"__ref":"User:2"},"parent":{"__ref":"Comment:1"}}
    """

  @Test(
    "lists of comments are heard wherever they stand",
    arguments: [
      "<script id='__NEXT_DATA__' type='application/json'>{\(flat)}</script>",
      "<script>window.__INITIAL_STATE__={\(wrapped)};(function(){})();</script>",
      "<script type='application/json'>{\(nested)}</script>",
      "<script>window.__APOLLO_STATE__ = {\(apollo)};</script>",
    ])
  func lists(script: String) throws {
    let voices = try HomemadeCommentTests.read("<p>The post.</p>" + script).comments
    #expect(voices.map(\.speaker) == ["Ann", "dorian"])
    #expect(voices.map(\.text) == ["I left in spring.", "I stay.\n\nIt works."])
    #expect(voices.map(\.published?.asWritten) == ["2009-03-05T10:15:21Z", "2009-03-05T11:00:00Z"])
    #expect(voices.map(\.parent) == [nil, voices.first?.id])
  }

  @Test("words of buttons, other posts and the latest comments of a site are none")
  func others() throws {
    let data = """
      {"i18n":{"comments":{"title":"Comments","name":"x","text":"Say something"}},"comments":{"count":3},
      "recentComments":{"comments":[{"id":1,"text":"Elsewhere.","name":"Ann"}]},
      "posts":[{"id":9,"title":"Another","body":"Bread.","createdAt":"2009-03-05T11:00:00Z","author":{"name":"Hanna"}}]}
      """
    #expect(try HomemadeCommentTests.read("<script type='application/json'>\(data)</script>").comments.isEmpty)
  }

  @Test("data that never ends costs no more than its length")
  func hostile() throws {
    let html = "<script>" + String(repeating: "x={\"comments\":[{", count: 20_000) + "</script>"
    #expect(try HomemadeCommentTests.read(html).comments.isEmpty)
  }
}
