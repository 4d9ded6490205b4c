import Foundation
import JSONCoding

/// Answers third-party test cases for one rule book: JSON lines in, JSON lines out.
///
/// A development tool: `conformance SUITE` reads one case a line and writes `{"id": …, "result": …}` for each. Suites of
/// one family lie in one file, which adds them to `suites`.
@main
enum Conformance {
  /// Writes the result of one case.
  typealias Answer = @Sendable (Case, inout JSONWriter) -> Void

  /// All suites by name.
  static let suites: [String: Answer] = [
    htmlSuites, feedSuites, headerSuites, fetchSuites, otherSuites, addressSuites, mannerSuites, dateSuites,
    reportSuites, archiveSuites,
  ].reduce(into: [:]) { $0.merge($1) { _, new in new } }

  static func main() {
    guard CommandLine.arguments.count == 2, let answer = suites[CommandLine.arguments[1]] else {
      let names = suites.keys.sorted().joined(separator: " ")
      FileHandle.standardError.write(Data("usage: conformance SUITE\nsuites: \(names)\n".utf8))
      exit(2)
    }
    while let line = readLine() {
      guard let json = try? JSONValue.parse(Array(line.utf8)) else { continue }
      var writer = JSONWriter()
      writer.beginObject()
      writer.member("id", json["id"]?.string)
      writer.key("result")
      answer(Case(json: json), &writer)
      writer.endObject()
      writer.endLine()
      FileHandle.standardOutput.write(Data(writer.bytes))
    }
  }
}

/// One test case.
struct Case {
  /// The fields of the case.
  let json: JSONValue

  /// A text of the case; `nil` where it is null or missing.
  func text(_ key: String) -> String? { json[key]?.string }

  /// Bytes that the case gives in Base64.
  func bytes(base64 key: String) -> [UInt8] {
    text(key).flatMap { Data(base64Encoded: $0) }.map { Array($0) } ?? []
  }

  /// The bytes of the case's file.
  var file: [UInt8] {
    text("file").flatMap { FileManager.default.contents(atPath: $0) }.map { Array($0) } ?? []
  }
}
