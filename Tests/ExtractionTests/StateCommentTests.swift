import JSONCoding
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

  /// A script of Next.js' stream with a part of it.
  private static func pushed(_ part: Substring) -> String {
    let quoted = part.split(separator: "\\", omittingEmptySubsequences: false).joined(separator: "\\\\")
      .split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\\\"")
      .split(separator: "\n", omittingEmptySubsequences: false).joined(separator: "\\n")
    return "<script>self.__next_f.push([1,\"\(quoted)\"])</script>"
  }

  @Test("rows that are streamed in pieces are put together, with the long texts that they name")
  func rows() throws {
    let row = """
      1a:T11,I left in spring.5:["$","$L12",null,{"initialComments":[{"id":"c1","parentId":null,"author":{"name":"Ann"},\
      "createdAt":"$D2009-03-05T10:15:21Z","body":"$1a"},{"id":"c2","parentId":"c1","author":{"name":"dorian"},\
      "createdAt":"$D2009-03-05T11:00:00Z","body":"I stay. It cost $$5."}],"session":null}]
      6:null

      """
    let middle = row.index(row.startIndex, offsetBy: 170)
    let html =
      "<p>The post.</p><script>(self.__next_f=self.__next_f||[]).push([0])</script>"
      + StateCommentTests.pushed(row[..<middle]) + StateCommentTests.pushed(row[middle...])
    let voices = try HomemadeCommentTests.read(html).comments
    #expect(voices.map(\.speaker) == ["Ann", "dorian"])
    #expect(voices.first?.text == "I left in spring.")
    #expect(voices.map(\.published?.asWritten) == ["2009-03-05T10:15:21Z", "2009-03-05T11:00:00Z"])
    #expect(voices.map(\.parent) == [nil, voices.first?.id])
  }

  @Test("packed data is unpacked")
  func packed() throws {
    let data = """
      [["Reactive",1],{"post":2},{"title":3,"comments":4},"Goodbye",[5,10],{"id":6,"author":7,"createdAt":8,"body":9},7,\
      {"name":13},["Date","2009-03-05T10:15:21.000Z"],"I left in spring.",{"id":11,"author":12,"createdAt":8,"body":14,\
      "parentId":6},8,{"name":15},"Ann","I stay.","dorian"]
      """
    let voices = try HomemadeCommentTests.read(
      "<p>The post.</p><script type='application/json' id='__NUXT_DATA__'>\(data)</script>"
    ).comments
    #expect(voices.map(\.speaker) == ["Ann", "dorian"])
    #expect(voices.map(\.text) == ["I left in spring.", "I stay."])
    #expect(voices.map(\.parent) == [nil, voices.first?.id])
  }

  @Test("packed data that holds itself, and rows that are cut, come to an end")
  func circles() throws {
    let circle = "[{\"comments\":1},[" + (0..<60).map { _ in "1" }.joined(separator: ",") + "]]"
    #expect(
      try HomemadeCommentTests.read("<script type='application/json' id='__NUXT_DATA__'>\(circle)</script>").comments
        .isEmpty)
    for row in ["1a:Tfffffffffffffff,Words", "5:[{\"comments\":[{", "1a:T", ":", "zz\n1:T5"] {
      #expect(try HomemadeCommentTests.read(StateCommentTests.pushed(row[...])).comments.isEmpty)
    }
  }

  @Test("packed data whose places lead nowhere is written out up to a limit", arguments: [nil, -1, 3] as [Int?])
  func shared(place: Int?) throws {
    let many = 200_000
    let leaf: JSONValue = place.map { .array(Array(repeating: .integer(Int64($0)), count: many)) } ?? .null
    let list: [JSONValue] = [
      .object([JSONValue.Member(key: "comments", value: .integer(1))]),
      .array(Array(repeating: .integer(2), count: many)), leaf, .array([.string("Date"), leaf]),
    ]
    let lists = try #require(PackedValues.unpacked(list)?["comments"]?.array)
    #expect(lists.reduce(0) { $0 + 1 + ($1.array?.count ?? 0) } <= 400_000)
  }

  @Test("references of rows that lead nowhere are neither words nor names, and a sum of money stays one")
  func lostReferences() throws {
    let row = """
      5:["$","$L12",null,{"comments":[{"id":"c1","author":{"name":"Ann"},"createdAt":"$D2009-03-05T10:15:21Z","body":"$1e"},\
      {"id":"c2","author":{"name":"$$am"},"createdAt":"$D2009-03-05T11:00:00Z","body":"$$5 is too much."},\
      {"id":"c3","author":"$5:3:comments:0:author","createdAt":"$D2009-03-05T12:00:00Z","body":"I stay."},\
      {"id":"c4","author":{"name":"$2f"},"userName":"$5:3:comments:0:name","body":"$5:3:comments:0:body"}]}]
      6:null

      """
    let voices = try HomemadeCommentTests.read("<p>The post.</p>" + StateCommentTests.pushed(row[...])).comments
    #expect(voices.map(\.text) == ["$5 is too much.", "I stay."])
    #expect(voices.map(\.speaker) == ["$am", nil])
  }

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
