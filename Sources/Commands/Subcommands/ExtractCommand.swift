internal import ArgumentParser
internal import Crawling
internal import Extraction
internal import JSONCoding
internal import Markup
internal import Model
internal import Reporting

/// HTML in, conversation out.
struct ExtractCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "extract",
    abstract: "Read a page of HTML and print its conversation as JSON; no store, no network.",
    discussion: """
      With --batch, each line of standard input names a page: "PATH<TAB>URL", or JSON {"id","path","url"}. Each gives \
      one line of JSON, in the same order.
      """)

  @Argument(help: "The file; standard input when left out or -.")
  var file: String?

  @Flag(help: "Read one case a line from standard input.")
  var batch = false

  @Option(help: "The page's address, which relative links and ids are made from.")
  var url: String?

  @OptionGroup var output: OutputOptions

  func validate() throws {
    if batch, file != nil { throw ValidationError("--batch reads its cases from standard input; leave the file out") }
  }

  func run() throws {
    if batch { return try runBatch() }
    guard let address = Address(url ?? "http://page.invalid/") else {
      throw Failure(.misuse, "\"\(url ?? "")\" is no web address; write it as https://host/path")
    }
    let bytes = try InputBytes.file(file ?? "-")
    var writer = JSONWriter(isPretty: !output.json)
    let document = HTMLParser().document(from: bytes, contentType: nil)
    let conversation = Extractor().conversation(in: document, at: address, fetched: SystemClock.now)
    ConversationJSON.write(conversation, id: file ?? address.href, losses: document.losses, into: &writer)
    writer.endLine()
    try StandardOutput.bytes(writer.bytes)
    if output.verbose {
      for line in reasons(document, address) { StandardError.line(TerminalText.sanitised(line)) }
    }
  }

  private func runBatch() throws {
    Allocator.keepBetweenPages()
    var lines = InputLines()
    var number = 0
    while let line = try lines.next() {
      number += 1
      if line.allSatisfy({ $0 <= 0x20 }) { continue }
      var writer = JSONWriter()
      do throws(Failure) {
        let item = try BatchCase(line, number: number)
        let bytes = try InputBytes.file(item.path)
        let document = HTMLParser().document(from: bytes, contentType: nil)
        let address = Address(item.url) ?? ExtractCommand.nowhere
        let conversation = Extractor().conversation(in: document, at: address, fetched: SystemClock.now)
        ConversationJSON.write(conversation, id: item.id, losses: document.losses, into: &writer)
      } catch {
        writer = JSONWriter()
        writer.beginObject()
        writer.member("id", BatchCase.name(of: line, number: number))
        writer.member("error", error.message)
        writer.endObject()
      }
      writer.endLine()
      try StandardOutput.bytes(writer.bytes)
    }
  }

  /// Stands in where a case names no address; relative links stay below it.
  private static let nowhere: Address = {
    guard let address = Address("http://page.invalid/") else { preconditionFailure("a literal address parses") }
    return address
  }()

  private func reasons(_ document: Document, _ address: Address) -> [String] {
    let evidence = Extractor().evidence(in: document, at: address, fetched: SystemClock.now)
    var lines: [String] = []
    for title in evidence.titles { lines.append("title   \(title.value) (\(title.source): \(title.reason))") }
    for authors in evidence.authors {
      lines.append("author  \(authors.value.joined(separator: ", ")) (\(authors.source): \(authors.reason))")
    }
    for date in evidence.dates { lines.append("date    \(date.value.asWritten) (\(date.source): \(date.reason))") }
    for site in evidence.sites { lines.append("site    \(site.value) (\(site.source): \(site.reason))") }
    return lines.map { $0.replacing(": )", with: ")") }
  }
}

/// One line of `extract --batch`.
private struct BatchCase {
  let id: String
  let path: String
  let url: String

  /// What a case is called that may be malformed.
  static func name(of line: [UInt8], number: Int) -> String {
    (try? BatchCase(line, number: number))?.id ?? (try? JSONValue.parse(line))?["id"]?.string ?? "line \(number)"
  }

  init(_ line: [UInt8], number: Int) throws(Failure) {
    if line.first(where: { $0 > 0x20 }) == 0x7b {
      guard let value = try? JSONValue.parse(line), let path = value["path"]?.string else {
        throw Failure(.failed, "line \(number): no JSON object with \"path\"")
      }
      self.path = path
      url = value["url"]?.string ?? ""
      id = value["id"]?.string ?? path
      return
    }
    let fields = line.split(separator: 9, maxSplits: 1, omittingEmptySubsequences: false)
    path = String(decoding: fields[0], as: UTF8.self)
    url = fields.count > 1 ? String(decoding: fields[1], as: UTF8.self) : ""
    id = path
  }
}
