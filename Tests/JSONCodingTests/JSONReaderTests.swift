import JSONCoding
import Testing

@Suite("The JSON reader")
struct JSONReaderTests {
  @Test("reads known keys and passes over the rest")
  func keys() throws {
    var reader = JSONReader(
      Array("{\"x\":{\"deep\":[1,{\"y\":\"]}\"}]},\"name\":\"Klout\",\"n\":-3,\"d\":1.5,\"none\":null}".utf8))
    var seen: [String] = []
    var name: String?
    var whole = 0
    var fraction = 0.0
    var none: String? = "?"
    try reader.beginObject()
    while let key = try reader.nextKey() {
      seen.append(key)
      switch key {
      case "name": name = try reader.stringOrNull()
      case "n": whole = try reader.integer()
      case "d": fraction = try reader.double()
      case "none": none = try reader.stringOrNull()
      default: try reader.skipValue()
      }
    }
    try reader.finish()
    #expect(seen == ["x", "name", "n", "d", "none"])
    #expect(name == "Klout")
    #expect(whole == -3)
    #expect(fraction == 1.5)
    #expect(none == nil)
  }

  @Test("reads one line out of many")
  func range() throws {
    let bytes = Array("[1]\n[2]\n[3]".utf8)
    var reader = JSONReader(bytes, range: 4..<7)
    try reader.beginArray()
    #expect(try reader.nextElement())
    #expect(try reader.integer() == 2)
    #expect(try !reader.nextElement())
    try reader.finish()
  }

  @Test("checks the grammar of what it passes over", arguments: ["[1,]", "{\"a\":}", "[\"\\q\"]", "[01]", "[[]", "{]"])
  func skips(text: String) {
    #expect(throws: JSONError.self) {
      var reader = JSONReader(Array(text.utf8))
      try reader.skipValue()
      try reader.finish()
    }
  }

  @Test("passes over deep nesting without recursion, up to its limit")
  func deepSkip() {
    #expect(throws: JSONError.self) {
      var reader = JSONReader(Array(String(repeating: "[", count: 100_000).utf8))
      try reader.skipValue()
    }
  }

  @Test("refuses a value of another type")
  func wrongType() {
    #expect(throws: JSONError(.wrongType, at: 0)) {
      var reader = JSONReader(Array("1".utf8))
      _ = try reader.string()
    }
  }
}
