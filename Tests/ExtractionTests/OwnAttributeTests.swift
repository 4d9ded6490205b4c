import Model
import Testing

@testable import Extraction

@Suite("What a comment's element says of itself")
struct OwnAttributeTests {
  /// Comments of three people, each with what its element says.
  private func comments(_ attributes: [String], byline: String = "<b>%</b> <i>March 1, 2009</i>") throws
    -> CommentReading
  {
    let items = zip(["Ann", "Bo", "Cleo", "Dora"], attributes).map { name, own in
      "<div class=comment \(own)>\(byline.replacing("%", with: name))<p>I think so as well, says \(name) of it.</p></div>"
    }
    return try HomemadeCommentTests.read("<h3>Comments</h3><div class=comments>\(items.joined())</div>")
  }

  @Test("the user's number is not the comment's")
  func userNumber() throws {
    let found = try comments(["data-uid=7", "data-uid=8", "data-uid=7"])
    #expect(found.comments.count == 3)
  }

  @Test("a name and a time that are shown go before those of attributes")
  func shown() throws {
    let own = "data-author-name=x5f3e19ab data-date=2004-01-01"
    let found = try comments([own, own, own], byline: "<p>Posted by: % at March 1, 2009 10:40 AM</p>")
    #expect(found.comments.map(\.speaker) == ["Ann", "Bo", "Cleo"])
    #expect(found.comments.allSatisfy { $0.published?.civil.year == 2009 })
  }

  @Test(
    "levels are depths where they rise by one, and users' ranks where they leap",
    arguments: [
      (["1", "2", "3", "1"], [0, 1, 2, 0]), (["0", "1", "1", "0"], [0, 1, 1, 0]),
      (["12", "45", "12", "99"], [0, 0, 0, 0]),
      (["3", "1", "7", "2"], [0, 0, 0, 0]),
    ])
  func levels(levels: [String], depths: [Int]) throws {
    #expect(try comments(levels.map { "data-level=\($0)" }).comments.map(\.depth) == depths)
  }

  @Test("elements that count comments or take one are no comments")
  func controls() throws {
    let html = """
      <h3>Comments</h3><comment-count>4 of them, by Tom</comment-count><comment-form>Write what you think of it</comment-form>\
      <comment-button>Reply to this post</comment-button><comment-count>3 of them</comment-count>
      """
    #expect(try HomemadeCommentTests.read(html).comments.isEmpty)
  }

  @Test("a word that takes a side is a comment, in Chinese too", arguments: ["支持", "反对", "顶"])
  func shortWord(word: String) throws {
    let html = """
      <h3>Comments</h3><div class=comments>\
      <div class=comment><b>Ann</b> <i>March 1, 2009</i><p>\(word)</p></div>\
      <div class=comment><b>Bo</b> <i>March 2, 2009</i><p>I left too, yesterday.</p></div></div>
      """
    #expect(try HomemadeCommentTests.read(html).comments.map(\.text).first == word)
  }
}
