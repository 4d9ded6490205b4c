import Foundation
import JSONCoding
import Testing

@Suite("A filter")
struct FilterTests {
  let page = """
    <html><head><title>Why I left Klout</title></head><body><article class="post"><h1>Why I left Klout</h1>
    <p class="byline">by Ada on November 14, 2011</p><div class="entry-content"><p>I deleted my Klout account today,
    because a number is not a person, and because it sells what my friends say about me to whoever pays for it.</p>
    <p>It took three clicks and a week of waiting. I have not missed it for one moment since then.</p></div></article>
    </body></html>
    """

  func json(_ lines: [Substring]) throws -> [JSONValue] { try lines.map { try JSONValue.parse(Array($0.utf8)) } }

  @Test("extract gives a file's conversation as JSON")
  func extract() async throws {
    let folder = try TemporaryFolder()
    let path = try folder.write(page, to: "a.html")
    let run = try await Stance.run(["extract", path, "--url", "https://a.example/why"])
    let value = try JSONValue.parse(Array(run.output.utf8))
    #expect(run.status == 0)
    #expect(value["title"]?.string == "Why I left Klout")
    #expect(value["id"]?.string == path)
  }

  @Test("extract reads standard input where no file is named")
  func extractInput() async throws {
    let run = try await Stance.run(["extract"], input: page)
    #expect(try JSONValue.parse(Array(run.output.utf8))["title"]?.string == "Why I left Klout")
  }

  @Test("extract of a missing file is one line, and ends with 1")
  func extractMissing() async throws {
    let run = try await Stance.run(["extract", "/nowhere/a.html"])
    #expect(run.status == 1)
    #expect(run.errors == "stance: /nowhere/a.html: No such file or directory; check the path\n")
  }

  @Test("extract --batch keeps the order of its cases")
  func extractOrder() async throws {
    let folder = try TemporaryFolder()
    let path = try folder.write(page, to: "a.html")
    let input = """
      {"id": "first", "path": "\(path)", "url": "https://a.example/1"}
      \(path)\thttps://a.example/2

      {"path": "\(path)", "id": "third"}
      """
    let run = try await Stance.run(["extract", "--batch"], input: input)
    #expect(run.status == 0)
    #expect(try json(run.lines).map { $0["id"]?.string } == ["first", path, "third"])
  }

  @Test("extract --batch says where a case fails and goes on with the next")
  func extractFailing() async throws {
    let folder = try TemporaryFolder()
    let path = try folder.write(page, to: "a.html")
    let input = "/nowhere/a.html\thttps://a.example/\n{\"id\": 3\n{\"id\": \"x\"}\n\(path)\n"
    let run = try await Stance.run(["extract", "--batch"], input: input)
    let values = try json(run.lines)
    #expect(run.status == 0)
    #expect(values.map { $0["error"] != nil } == [true, true, true, false])
    #expect(values.map { $0["id"]?.string } == ["/nowhere/a.html", "line 2", "x", path])
  }

  @Test("classify gives a text's reading as JSON")
  func classify() async throws {
    let run = try await Stance.run(
      ["classify", "--service", "Klout"], input: "I deleted my Klout account today and I am not coming back.")
    #expect(run.status == 0)
    #expect(try JSONValue.parse(Array(run.output.utf8))["stance"]?.string == "quitting")
  }

  @Test("classify takes another name of the service")
  func classifyAlias() async throws {
    let run = try await Stance.run(
      ["classify", "--service", "Klout", "--alias", "the K"], input: "I deleted the K today and I am not coming back.")
    #expect(try JSONValue.parse(Array(run.output.utf8))["stance"]?.string == "quitting")
  }

  @Test(
    "classify --batch answers a case of the wrong form with what is wrong, and goes on",
    arguments: [
      (#"{"id":"a","service":"Klout"}"#, "no \"text\""),
      (#"{"id":"a","service":5,"text":"x"}"#, "\"service\" is no text"),
      (#"{"id":"a","text":["x"]}"#, "\"text\" is no text"), (#"{"id":"a","text":"x","aliases":"y"}"#, "\"aliases\""),
      (#"{"id":"a","text":"x","parent":7}"#, "\"parent\""), ("[1]", "no JSON object"),
    ])
  func classifyFault(line: String, words: String) async throws {
    let sound = #"{"id":"b","service":"Klout","text":"I deleted my Klout account today."}"#
    let run = try await Stance.run(["classify", "--batch"], input: line + "\n" + sound + "\n")
    let values = try run.lines.map { try JSONValue.parse(Array($0.utf8)) }
    #expect(values.count == 2)
    #expect(values.first?["error"]?.string?.contains(words) == true)
    #expect(values.last?["stance"]?.string == "quitting")
  }

  @Test("classify --batch keeps the order of its cases and the kind of their ids")
  func classifyOrder() async throws {
    let input = """
      {"id": "a", "service": "Klout", "text": "I deleted my Klout account and I am not coming back."}
      {"id": 7, "service": "Klout", "text": "I love Klout and I am staying. It is useful."}
      {"service": "Klout", "text": "Klout was founded in 2008."}
      """
    let run = try await Stance.run(["classify", "--batch"], input: input)
    let values = try json(run.lines)
    #expect(values.map { $0["id"]?.string } == ["a", "7", "line 3"])
    #expect(values.map { $0["stance"]?.string } == ["quitting", "defending", "neutral"])
  }

  @Test(
    "classify --batch reads an answer with what it answers",
    arguments: [
      #""quitting""#, #""I deleted my Klout account today and I am not coming back.""#,
      #"{"title": "Why I left Klout", "text": "I deleted my account."}"#,
      #"{"text": "Same here!", "parent": "quitting"}"#,
    ])
  func classifyAnswer(parent: String) async throws {
    let input = #"{"id": 1, "service": "Klout", "text": "Same here!", "parent": \#(parent)}"# + "\n"
    let run = try await Stance.run(["classify", "--batch"], input: input)
    #expect(try json(run.lines).map { $0["stance"]?.string } == ["quitting"])
  }

  @Test("classify --batch says where a case fails and goes on with the next")
  func classifyFailing() async throws {
    let input = "{\"id\": \n[1]\n\u{0}\u{ff}\n{\"id\": \"last\", \"service\": \"Klout\", \"text\": \"Hm.\"}"
    let run = try await Stance.run(["classify", "--batch"], input: input)
    let values = try json(run.lines)
    #expect(run.status == 0)
    #expect(values.map { $0["error"] != nil } == [true, true, true, false])
    #expect(values.last?["id"]?.string == "last")
  }

  @Test("with --batch gives nothing for nothing", arguments: ["extract", "classify"])
  func empty(command: String) async throws {
    let run = try await Stance.run([command, "--batch"])
    #expect(run.status == 0)
    #expect(run.output.isEmpty)
  }
}
