import Foundation
import JSONCoding
import Model
import Testing

@testable import Storage

/// As much of JSON Schema as the schemas of the store use: types, enumerations, objects with required members, arrays.
struct SmallSchema {
  let root: JSONValue

  init(_ name: String) throws {
    root = try JSONValue.parse(
      Array(Data(contentsOf: Repository.root.appending(path: "docs/schemas/\(name).schema.json"))))
  }

  /// Where and why a value breaks the schema; empty when it does not.
  func breaches(in value: JSONValue) -> [String] { SmallSchema.breaches(in: value, of: root, at: "") }

  private static func breaches(in value: JSONValue, of schema: JSONValue, at path: String) -> [String] {
    var found: [String] = []
    let types = schema["type"].map { type in type.array?.compactMap(\.string) ?? [type.string].compactMap { $0 } } ?? []
    if !types.isEmpty, !types.contains(where: { isOf(value, $0) }) { return ["\(path): is no \(types)"] }
    if let allowed = schema["enum"]?.array, !allowed.contains(value) { found.append("\(path): is not allowed") }
    for name in schema["required"]?.array?.compactMap(\.string) ?? [] where value[name] == nil {
      found.append("\(path)/\(name): is missing")
    }
    for member in value.members ?? [] {
      if let part = schema["properties"]?[member.key] ?? schema["additionalProperties"] {
        found += breaches(in: member.value, of: part, at: "\(path)/\(member.key)")
      }
    }
    if let items = schema["items"] {
      for (position, item) in (value.array ?? []).enumerated() {
        found += breaches(in: item, of: items, at: "\(path)/\(position)")
      }
    }
    return found
  }

  private static func isOf(_ value: JSONValue, _ type: String) -> Bool {
    switch type {
    case "null": value == .null
    case "string": value.string != nil
    case "integer": value.int != nil
    case "number": value.double != nil
    case "boolean": value.bool != nil
    case "array": value.array != nil
    case "object": value.members != nil
    default: false
    }
  }
}

/// The files of the repository that tests look at.
enum Repository {
  static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  /// A store as a released version wrote it.
  static func store(_ version: String) -> String { root.appending(path: "Tests/Fixtures/stores/\(version)").path }
}

@Suite("The schemas")
struct SchemaTests {
  func values(_ files: MemoryFiles, _ path: String) throws -> [JSONValue] {
    let bytes = try #require(files.contents(path))
    if path.hasSuffix(".json") { return [try JSONValue.parse(bytes)] }
    return try bytes.split(separator: 0x0a).map { try JSONValue.parse(Array($0)) }
  }

  @Test(
    "describe every file that a store writes",
    arguments: [("record", "segments/000001.jsonl"), ("manifest", "manifest.json"), ("trend", "trend.json")])
  func files(schema: String, file: String) throws {
    let files = MemoryFiles()
    let store = try Samples.open(files)
    var unread = Samples.page(2)
    unread.readings = []
    try store.append([Samples.full, Samples.page(1), unread])
    try store.close()
    let schema = try SmallSchema(schema)
    for value in try values(files, "/s/\(file)") { #expect(schema.breaches(in: value) == []) }
  }

  @Test("find what breaks them")
  func breaches() throws {
    let files = MemoryFiles()
    let store = try Samples.open(files)
    try store.append([Samples.page(1)])
    let text = String(decoding: try #require(files.contents("/s/segments/000001.jsonl")), as: UTF8.self)
    let schema = try SmallSchema("record")
    for (right, wrong) in [
      ("\"schema\":1", "\"schema\":\"1\""), ("\"depth\":0", "\"deep\":0"), ("quitting", "leaving"),
    ] {
      let broken = text.replacingOccurrences(of: right, with: wrong)
      #expect(!schema.breaches(in: try JSONValue.parse(Array(broken.utf8))).isEmpty, "\(wrong)")
    }
  }
}

@Suite("Stores of released versions")
struct ReleasedStoreTests {
  @Test("are read, whole and with the same sums", arguments: ["1"])
  func read(version: String) throws {
    let store = try Store(folder: Repository.store(version), mode: .read)
    let records = try Samples.records(of: store)
    #expect(store.damages.isEmpty)
    #expect(records.count == 5)
    #expect(records.allSatisfy { $0.readings.count == $0.conversation.voices.count })
    #expect(try store.aggregate().services["Klout"]?.pages == 5)
    #expect(try Store.verify(folder: Repository.store(version)).damages.isEmpty)
  }

  @Test("keep to the schemas", arguments: ["1"])
  func schemas(version: String) throws {
    let path = Repository.store(version) + "/segments/000001.jsonl"
    let bytes = Array(try Data(contentsOf: URL(fileURLWithPath: path)))
    let schema = try SmallSchema("record")
    for line in bytes.split(separator: 0x0a) {
      #expect(schema.breaches(in: try JSONValue.parse(Array(line))) == [])
    }
  }

  @Test("that are later than this program are refused in one line that names both formats")
  func later() throws {
    let files = MemoryFiles()
    try Samples.open(files).close()
    let text = String(decoding: try #require(files.contents("/s/manifest.json")), as: UTF8.self)
    files.overwrite(
      "/s/manifest.json", with: Array(text.replacingOccurrences(of: "\"format\": 1", with: "\"format\": 2").utf8))
    let error = #expect(throws: StorageError.self) { try Samples.open(files, .read) }
    #expect(error?.code == .newerFormat)
    #expect(error?.description.contains("format 2") == true)
  }
}
