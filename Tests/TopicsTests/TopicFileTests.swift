import Model
import Testing
import Topics

@Suite("A topic file")
struct TopicFileTests {
  private func fault(_ text: String) throws -> TopicError {
    try #require(throws: TopicError.self) { try TopicFile.topic(from: text, file: "t.yaml") }
  }

  @Test("gives service, names, seeds, scope, depth and events")
  func everyKey() throws {
    let topic = try TopicFile.topic(
      from: """
        service: Klout
        aliases: [klout.com, "Klout score"]
        rivals: PeerIndex
        scope: web
        depth: 2
        seeds:
          - https://blog.example/2011/11/why-i-left/
          - other.example
        events:
          - {date: 2011-11-14, label: "Story on children's profiles"}
          - {date: 2011-10-26, label: New formula}
        """, file: "t.yaml")
    #expect(topic.service == Service(name: "Klout", aliases: ["klout.com", "Klout score"], rivals: ["PeerIndex"]))
    #expect(topic.seeds.map(\.href) == ["https://blog.example/2011/11/why-i-left/", "https://other.example/"])
    #expect(topic.scope == .web)
    #expect(topic.depth == 2)
    #expect(topic.events.map(\.label) == ["New formula", "Story on children's profiles"])
  }

  @Test("stays on the seeds' hosts and three links deep unless told otherwise")
  func defaults() throws {
    let topic = try TopicFile.topic(from: "service: A\nseeds: [a.example]", file: "t.yaml")
    #expect(topic.scope == .host)
    #expect(topic.depth == 3)
  }

  @Test("names line and column of what is no YAML")
  func malformed() throws {
    let error = try fault("service: A\nseeds: [a.example")
    #expect(error.code == .malformed)
    #expect(error.line > 0)
  }

  @Test("proposes the key that was meant")
  func misspelt() throws {
    let error = try fault("service: A\nseed: [a.example]")
    #expect(error.code == .unknownKey)
    #expect(error.line == 2 && error.column == 1)
    #expect(error.advice.contains("\"seeds\""))
  }

  @Test(
    "says what is wrong, and where, for",
    arguments: [
      ("seeds: [a.example]", TopicError.Code.missing, 0),
      ("service: A", .missing, 0),
      ("service: A\nseeds: []", .invalid, 2),
      ("service: A\nseeds: [a.example]\nscope: galaxy", .invalid, 3),
      ("service: A\nseeds: [a.example]\ndepth: deep", .invalid, 3),
      ("service: A\nseeds: ['mailto:x@y']", .invalid, 2),
      ("service: ' '\nseeds: [a.example]", .invalid, 1),
      ("service: A\nseeds: [a.example]\nevents: [{date: soon, label: x}]", .invalid, 3),
      ("just words", .malformed, 1),
      ("", .malformed, 0),
    ])
  func faults(text: String, code: TopicError.Code, line: Int) throws {
    let error = try fault(text)
    #expect(error.code == code)
    #expect(error.line == line)
    #expect(!error.cause.isEmpty && !error.advice.isEmpty)
  }

  @Test("refuses a key that stands twice")
  func doubled() throws {
    #expect(try fault("service: A\nservice: B\nseeds: [a.example]").code == .malformed)
  }
}
