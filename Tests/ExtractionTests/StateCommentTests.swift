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

  @Test(
    "menus, reactions, notices, attachments and other posts' comments are none",
    arguments: [
      #"{"comments":{"enabled":true},"menu":{"children":[{"id":1,"name":"Shop","text":"Shop now for shoes"}]}}"#,
      #"{"comments":{},"reactions":[{"user":{"login":"bob"},"content":"heart","created_at":"2014-03-05T10:15:21Z"}]}"#,
      #"{"comments":{},"note":{"type":"comment","name":"notice","message":"Comment posted and waiting"}}"#,
      #"{"comments":[{"id":1,"author":{"name":"Ann"},"body":null,"attachments":[{"name":"a.jpg","text":"A sunset"}]}]}"#,
      #"{"comments":{"post":{"id":3,"body":"The post itself","author":{"name":"Ann"}}}}"#,
      #"{"comments":{},"morePosts":[{"comments":[{"id":1,"author":"Bo","body":"Of another post"}]}]}"#,
    ])
  func none(data: String) throws {
    let html = "<script id=__NEXT_DATA__ type=application/json>\(data)</script>"
    #expect(try HomemadeCommentTests.read(html).comments.map(\.text) == [])
  }

  @Test(
    "comments that are not shown are left out",
    arguments: [
      #""approved":false"#, #""status":"rejected""#, #""hidden":true"#, #""state":"deleted""#, #""isDeleted":true"#,
    ])
  func unshown(state: String) throws {
    let html = """
      <script id=__NEXT_DATA__ type=application/json>{"comments":[{"id":1,"author":"Ann","body":"Seen by all."},\
      {"id":2,"author":"Bo","body":"Seen by nobody.",\(state)}]}</script>
      """
    #expect(try HomemadeCommentTests.read(html).comments.map(\.text) == ["Seen by all."])
  }

  @Test("an empty text gives way to the next, and an id with its type is the id")
  func emptyText() throws {
    let html = """
      <script id=__NEXT_DATA__ type=application/json>{"comments":[{"id":"Comment:1","author":"Ann","body":"",\
      "html":"<p>I quit.<p>So did he"},{"id":"2","parentId":"Comment:1","author":"Bo","body":"Tom &quot;x&quot;"}]}</script>
      """
    let comments = try HomemadeCommentTests.read(html).comments
    #expect(comments.map(\.text) == ["I quit.\n\nSo did he", "Tom \"x\""])
    #expect(comments.map(\.depth) == [0, 1])
  }

  @Test("data that is cut off again and again holds none")
  func hostile() throws {
    let html = "<script>" + String(repeating: "x={\"comments\":[{", count: 40_000) + "</script>"
    #expect(try HomemadeCommentTests.read(html).comments.isEmpty)
  }
}
