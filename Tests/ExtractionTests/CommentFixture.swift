import Glibc
import JSONCoding
import Markup
import Model
import Testing

@testable import Extraction

/// A page or an answer of a comment system in the folder of fixtures, with what is expected of it.
struct CommentFixture: Sendable, CustomTestStringConvertible {
  /// The folder's name.
  let name: String
  /// The folder's path.
  let folder: String

  var testDescription: String { name }

  /// All fixtures, by name.
  static let all: [CommentFixture] = {
    let tests = "\(#filePath)".split(separator: "/", omittingEmptySubsequences: false).dropLast(2).joined(
      separator: "/")
    let root = tests + "/Fixtures/comments"
    return entries(of: root).map { CommentFixture(name: $0, folder: root + "/" + $0) }
  }()

  /// The names in a folder, sorted, hidden ones left out.
  private static func entries(of folder: String) -> [String] {
    guard let directory = unsafe opendir(folder) else { return [] }
    defer { unsafe closedir(directory) }
    var names: [String] = []
    while let entry = unsafe readdir(directory) {
      let name = unsafe withUnsafeBytes(of: entry.pointee.d_name) {
        unsafe String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
      }
      if !name.hasPrefix(".") { names.append(name) }
    }
    return names.sorted()
  }

  /// The bytes of one of the folder's files.
  private func bytes(_ file: String) throws -> [UInt8] {
    guard let handle = unsafe fopen(folder + "/" + file, "r") else { throw Missing(what: "\(name)/\(file)") }
    defer { unsafe fclose(handle) }
    var bytes: [UInt8] = []
    var piece = [UInt8](repeating: 0, count: 65_536)
    while true {
      let count = unsafe fread(&piece, 1, piece.count, handle)
      if count == 0 { return bytes }
      bytes.append(contentsOf: piece[..<count])
    }
  }

  /// What is expected, as it stands in the folder.
  func expected() throws -> JSONValue {
    try JSONValue.parse(bytes("expected.json"))
  }

  /// What was read, before it is put into a form.
  struct Outcome {
    var comments: [Voice]
    var stated: Int?
    var leftOut: [Omission]
    var sources: [CommentSource]
    /// The key under which `sources` stand: further requests of an answer, or places that a page names.
    var sourcesKey: String
  }

  /// Reads the fixture.
  func read() throws -> Outcome {
    let values = try expected()
    guard let address = values["address"]?.string.flatMap({ Address($0) }),
      let fetched = values["fetched"]?.string.flatMap({ CommentFixture.instant($0) })
    else { throw Missing(what: "address or fetched in \(name)") }
    let file = CommentFixture.entries(of: folder).first { $0.hasPrefix("source.") }
    let body = try bytes(file ?? "source.html")
    if let kind = values["kind"]?.string, let url = values["source"]?.string, let asked = Address(url) {
      let conversation = Conversation(url: address.href, canonical: address.pageKey)
      let headers = (values["headers"]?.members ?? []).map { Header(name: $0.key, value: $0.value.string ?? "") }
      let page = Page(address: asked, status: 200, headers: headers, body: body, fetched: fetched)
      let source = CommentSource(kind: .init(rawValue: kind), url: url)
      let answer = SourceReader().comments(in: page, from: source, of: conversation)
      return Outcome(
        comments: answer.comments, stated: answer.statedComments, leftOut: answer.leftOut, sources: answer.next,
        sourcesKey: "next")
    }
    let document = HTMLParser().document(from: body, contentType: "text/html; charset=utf-8")
    let page = PageContext(
      address: address, base: address, canonical: address.pageKey, fetched: fetched,
      dayFirst: PageDates.dayFirst(in: document, at: address, language: PageFacts(document).language))
    let reading = CommentReader().read(document, page: page)
    return Outcome(
      comments: reading.comments, stated: reading.stated, leftOut: reading.omissions, sources: reading.sources,
      sourcesKey: "sources")
  }

  /// What was read, in the form of what is expected.
  func actual() throws -> JSONValue {
    let values = try expected()
    let outcome = try read()
    var members: [JSONValue.Member] = []
    for key in ["address", "fetched", "kind", "source", "headers"] {
      if let value = values[key] { members.append(.init(key: key, value: value)) }
    }
    members.append(.init(key: "comments", value: CommentFixture.json(outcome.comments)))
    members.append(.init(key: "stated", value: outcome.stated.map { .integer(Int64($0)) } ?? .null))
    members.append(.init(key: "leftOut", value: CommentFixture.json(outcome.leftOut)))
    members.append(.init(key: outcome.sourcesKey, value: CommentFixture.json(outcome.sources)))
    return .object(members)
  }

  private struct Missing: Error {
    let what: String
  }

  private static func instant(_ text: String) -> Instant? {
    let parts = text.split { !$0.isNumber }.compactMap { Int($0) }
    guard parts.count == 6 else { return nil }
    return CivilTime(year: parts[0], month: parts[1], day: parts[2], hour: parts[3], minute: parts[4], second: parts[5])
      .instant()
  }

  private static func json(_ voices: [Voice]) -> JSONValue {
    let comments = voices.filter { $0.kind == .comment }
    var positions: [String: Int] = [:]
    for (position, voice) in comments.enumerated() { positions[voice.id] = position }
    return .array(
      comments.map { voice in
        var members: [JSONValue.Member] = [
          .init(key: "author", value: voice.speaker.map { .string($0) } ?? .null),
          .init(key: "published", value: voice.published.map { .string($0.asWritten) } ?? .null),
          .init(key: "from", value: voice.published.map { .string($0.source.rawValue) } ?? .null),
          .init(key: "text", value: .string(voice.text)),
          .init(key: "parent", value: voice.parent.flatMap { positions[$0] }.map { .integer(Int64($0)) } ?? .null),
          .init(key: "depth", value: .integer(Int64(voice.depth))),
          .init(key: "url", value: .string(voice.url)),
        ]
        if let title = voice.title { members.append(.init(key: "title", value: .string(title))) }
        if let link = voice.speakerURL { members.append(.init(key: "authorURL", value: .string(link))) }
        if !voice.quoted.isEmpty {
          let bytes = Array(voice.text.utf8)
          members.append(
            .init(
              key: "quoted", value: .array(voice.quoted.map { .string(String(decoding: bytes[$0], as: UTF8.self)) })))
        }
        return .object(members)
      })
  }

  private static func json(_ omissions: [Omission]) -> JSONValue {
    .object(omissions.map { .init(key: $0.cause, value: .integer(Int64($0.count))) })
  }

  private static func json(_ sources: [CommentSource]) -> JSONValue {
    .array(
      sources.map { source in
        .object([
          .init(key: "kind", value: .string(source.kind.rawValue)),
          .init(key: "url", value: source.url.map { .string($0) } ?? .null),
          .init(key: "stated", value: source.statedComments.map { .integer(Int64($0)) } ?? .null),
        ])
      })
  }
}
