import Markup
import Model
import Testing

@testable import Extraction

/// Comments of platforms that no rule names: what tells them are ages with dates beside them, attributes and languages.
@Suite("Comments of platforms that nobody described")
struct UnknownPlatformTests {
  static let shapes: [HomemadeCommentTests.Shape] = [
    .init(
      name: "an age whose date stands in the title of a link", before: "<h3>3 comments</h3><ul id='posts'>",
      piece:
        "<li class='post' id='post-1#'><span class='author'>@</span> <a class='time-ago' title='saturday, D C'>3 months ago</a><div class='post-message'><p>W</p></div></li>",
      after: "</ul>"),
    .init(
      name: "an age whose date stands in the title of a block",
      piece:
        "<div class='comment' id='comment-#'><div class='comment-author'>@</div><div class='wpd-comment-date' title='D C'><i></i> 1 year ago</div><div class='comment-text'>W</div></div>"
    ),
    .init(
      name: "classes that a script made up, and hooks for tests",
      before: "<section class='css-1k'><h2 class='css-8x'>3 Comments</h2><ul class='css-9z'>",
      piece:
        "<li class='css-1f' data-testid='comment-item'><div class='css-k9'><span class='css-3t' data-testid='comment-author-name'>N</span><time title='D C'>12 weeks ago</time></div><div class='css-w0' data-testid='comment-text'><p>W</p></div><button>Reply</button></li>",
      after: "</ul></section>"),
    .init(
      name: "hooks whose elements are no list", before: "<div data-hook='comments-wrapper'>",
      piece:
        "<div class='oRE#' data-hook='comment-#'><div class='rgL'><button data-hook='profile-link'><span class='k0n' data-hook='user-name'>N</span></button><span data-hook='time-ago'>D C</span></div><div class='GkU' data-hook='comment-content'><p>W</p></div></div>",
      after: "</div>"),
    .init(
      name: "an author who authored",
      piece:
        "<div id='cid_#' class='comment'><div class='comment_info'>Authored by: @ on D at C</div><div class='comment_content'>W</div></div>"
    ),
    .init(
      name: "Turkish names of parts", before: "<div class='yorumlar'><h4>Yorumlar (3)</h4>",
      piece: "<div class='yorum'><b>@</b> <small>D C</small><p>W</p><a href='#'>cevapla</a></div>", after: "</div>"),
    .init(
      name: "Hungarian names of parts", before: "<h4>Hozzászólások</h4>",
      piece: "<div class='hozzaszolas'><i>@</i>, D C<p>W</p><a href='#'>Válasz</a></div>"),
  ]

  @Test("every voice is heard with its name, its minute and its words alone", arguments: shapes)
  func shape(_ shape: HomemadeCommentTests.Shape) throws {
    let voices = try UnknownPlatformTests.voices(shape)
    #expect(voices.map(\.speaker) == HomemadeCommentTests.speakers.map(\.name))
    #expect(
      voices.map(\.published?.asWritten) == ["2009-03-14T15:15:00", "2009-03-14T21:40:00", "2009-03-15T08:03:00"])
    #expect(voices.map(\.text) == HomemadeCommentTests.speakers.map(\.words))
  }

  @Test(
    "labels of buttons are nobody's words, in any language",
    arguments: ["返信する", "回复", "답글 달기", "cevapla", "Ответить", "nahlásit", "Trả lời", "Απάντηση"])
  func labels(label: String) throws {
    let voices = try UnknownPlatformTests.voices(
      .init(
        name: label,
        piece:
          "<div class='comment' id='comment-#'><b class='author'>@</b> <i class='date'>D C</i><div>W</div><div><a href='#'>\(label)</a></div></div>"
      ))
    #expect(voices.map(\.text) == HomemadeCommentTests.speakers.map(\.words))
  }

  static func voices(_ shape: HomemadeCommentTests.Shape) throws -> [Voice] {
    var html = "<body><h2>Goodbye</h2><p>Saturday, March 14, 2009</p>" + HomemadeCommentTests.post + shape.before
    for (number, speaker) in HomemadeCommentTests.speakers.enumerated() {
      html += HomemadeCommentTests.written(shape.piece, speaker, number + 1)
    }
    return try HomemadeCommentTests.read(html + shape.after + "</body>").comments
  }
}
