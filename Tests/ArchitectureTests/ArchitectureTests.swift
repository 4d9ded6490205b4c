import Foundation
import Testing

@Suite("The architecture")
struct ArchitectureTests {
  @Test("holds: every import is declared, C stays behind its door, pure modules stay pure")
  func holds() throws {
    let architecture = try Architecture.onDisk()
    #expect(architecture.files.count > 50)
    #expect(architecture.dependencies["Extraction"]?.contains("Markup") == true)
    #expect(architecture.breaches == [])
  }

  @Test(
    "is breached by a planted",
    arguments: [
      ("Scoring", "Scoring/Planted.swift", "import Foundation", "is pure and imports Foundation"),
      ("Extraction", "Extraction/Planted.swift", "internal import CLibXML2", "whose only door is Markup/LibXML2"),
      ("Trends", "Trends/Planted.swift", "public import Storage", "does not declare"),
      ("Reporting", "Reporting/Planted.swift", "let now = ContinuousClock().now", "names ContinuousClock"),
      ("Crawling", "Crawling/Planted.swift", "import GRDB", "whose only door is Frontier"),
      ("Fetching", "Fetching/Planted.swift", "import struct Scoring.Lexicon", "does not declare"),
      ("Markup", "Markup/Planted.swift", "private import CLibXML2", "whose only door is Markup/LibXML2"),
    ])
  func planted(target: String, path: String, text: String, complaint: String) throws {
    var architecture = try Architecture.onDisk()
    architecture.files.append(.init(target: target, path: path, text: text))
    #expect(architecture.breaches.contains { $0.hasPrefix(path) && $0.contains(complaint) })
  }

  @Test("lets prose name what code may not")
  func prose() throws {
    let file = Architecture.SourceFile(target: "Trends", path: "Trends/A.swift", text: "/// Not Task.sleep or Date().")
    #expect(Architecture(dependencies: [:], files: [file]).breaches == [])
  }

  @Test("keeps data flowing one way: no target depends on a later stage")
  func oneWay() throws {
    let order = [
      "Model", "JSONCoding", "Datelines", "Topics", "Robots", "Domains", "Frontier", "Fetching", "Archiving", "Markup",
      "Extraction", "Scoring", "Storage", "Trends", "Reporting", "Blogosphere", "Serving", "Crawling", "Commands",
      "stance",
    ]
    let declared = try Architecture.onDisk().dependencies
    for (position, target) in order.enumerated() {
      let later = Set(order[position...])
      let backward = (declared[target] ?? []).intersection(later)
      #expect(backward.isEmpty, "\(target) depends on \(backward.sorted())")
    }
  }

  @Test("keeps every file one idea: at most 400 lines, tables excepted")
  func short() throws {
    let long = try Architecture.onDisk().files
      .filter { !$0.path.contains("Table") && !$0.path.contains("conformance/") }
      .map { ($0.path, $0.text.split(separator: "\n", omittingEmptySubsequences: false).count) }
      .filter { $0.1 > Architecture.longest }
    #expect(long.map(\.0) == [])
  }
}
