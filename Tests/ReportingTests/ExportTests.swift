import JSONCoding
import Model
import Testing

@testable import Reporting

@Suite("The exports")
struct ExportTests {
  @Test("give voices the fields that are fixed, in their order, and then the added ones")
  func voiceFields() throws {
    var writer = JSONWriter()
    let page = Samples.conversation
    VoiceExport.write(
      page.voices[0], Samples.reading, of: page, service: "Klout", fetched: Instant(seconds: 1_321_280_400),
      into: &writer)
    let value = try JSONValue.parse(writer.bytes)
    #expect(
      value.members?.map(\.key) == [
        "schema", "id", "service", "kind", "page", "url", "title", "site", "speaker", "speaker_url", "published",
        "published_as", "published_precision", "published_from", "text", "parent", "depth", "language", "stance",
        "score",
        "confidence", "sentiment", "reasons", "evidence", "fetched", "quoted", "reported_exits", "is_return",
      ])
    #expect(value["published"]?.string == "2011-11-14T14:30:00Z")
    #expect(value["published_as"]?.string == "2011-11-14T09:30:00-05:00")
    #expect(value["published_from"]?.string == "time")
    #expect(value["evidence"]?[0]?["cue"]?.string == "leave.deleted")
    #expect(value["fetched"]?.string == "2011-11-14T14:20:00Z")
  }

  @Test("write missing facts as null, and never guess them")
  func nulls() throws {
    var writer = JSONWriter()
    let voice = Voice(id: "v", kind: .comment, url: "https://a.example/#1", text: "?")
    VoiceExport.write(
      voice, Reading(stance: nil), of: Conversation(url: "", canonical: ""), service: "Klout",
      fetched: Instant(seconds: 0), into: &writer)
    let value = try JSONValue.parse(writer.bytes)
    for key in ["title", "site", "speaker", "speaker_url", "published", "published_as", "parent", "language", "stance"]
    {
      #expect(value[key]?.isNull == true, "\(key)")
    }
  }

  @Test(
    "write the same rows in every form",
    arguments: [
      (
        ExportFormat.jsonl,
        "{\"a\":\"x|y\",\"b\":1,\"c\":[\"p\",\"q\"],\"d\":null}\n{\"a\":\"=1\",\"b\":2,\"c\":[],\"d\":0.5}\n"
      ),
      (
        .json,
        "[\n{\"a\":\"x|y\",\"b\":1,\"c\":[\"p\",\"q\"],\"d\":null},\n{\"a\":\"=1\",\"b\":2,\"c\":[],\"d\":0.5}\n]\n"
      ),
      (.csv, "a,b,c,d\r\nx|y,1,\"p; q\",\r\n'=1,2,,0.5\r\n"),
      (.markdown, "| a | b | c | d |\n| --- | --- | --- | --- |\n| x\\|y | 1 | p; q |   |\n| =1 | 2 |   | 0.5 |\n"),
    ])
  func forms(format: ExportFormat, expected: String) {
    var rows = RowWriter(format: format)
    rows.write(Row([("a", .text("x|y")), ("b", .integer(1)), ("c", .list(["p", "q"])), ("d", .number(nil))]))
    rows.write(Row([("a", .text("=1")), ("b", .integer(2)), ("c", .list([])), ("d", .number(0.5))]))
    rows.finish()
    #expect(String(decoding: rows.takeBytes(), as: UTF8.self) == expected)
    #expect(rows.takeBytes().isEmpty)
  }

  @Test("of nothing are valid all the same")
  func empty() {
    var rows = RowWriter(format: .json)
    rows.finish()
    #expect(String(decoding: rows.takeBytes(), as: UTF8.self) == "[]\n")
  }

  @Test(
    "let nothing format, link or bring HTML in Markdown", arguments: ["<b>x</b>", "[x](http://y)", "`x`", "# x", "a|b"])
  func markdown(text: String) {
    let escaped = MarkdownText.escaped(text)
    #expect(!escaped.contains("<") && !escaped.contains(" [") && !escaped.hasPrefix("`") && !escaped.hasPrefix("#"))
    #expect(MarkdownText.link("x", to: "javascript:alert(1)") == "x")
    #expect(MarkdownText.link("x", to: "http://a.example/) <b>") == "[x](http://a.example/%29%20%3Cb%3E)")
  }

  @Test("leave markup inert in HTML, and link only to the web")
  func html() {
    #expect(HTMLText.escaped("<a href='x'>&\"") == "&lt;a href=&#39;x&#39;&gt;&amp;&quot;")
    #expect(HTMLText.address("javascript:alert(1)") == nil)
    #expect(HTMLText.address("HTTPS://a.example/\"") == "HTTPS://a.example/&quot;")
  }
}
