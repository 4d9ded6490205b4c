import JSONCoding
import Testing

@Suite("The JSON parser")
struct JSONValueTests {
  private func parse(_ text: String) throws(JSONError) -> JSONValue { try JSONValue.parse(Array(text.utf8)) }

  @Test(
    "accepts every kind of value, with white space around it",
    arguments: [
      ("null", JSONValue.null), (" true\n", .bool(true)), ("\tfalse", .bool(false)), ("0", .integer(0)),
      ("-0", .number(-0.0)), ("-1", .integer(-1)), ("1.0", .number(1)), ("1e2", .number(100)), ("2E-1", .number(0.2)),
      ("9223372036854775807", .integer(.max)), ("-9223372036854775808", .integer(.min)),
      ("9223372036854775808", .number(9223372036854775808)), ("\"\"", .string("")), ("[]", .array([])),
      ("{}", .object([])), ("[ 1 , 2 ]", .array([.integer(1), .integer(2)])), ("1e999", .number(.infinity)),
      ("{\"a\" : {\"b\":[]}}", .object([.init(key: "a", value: .object([.init(key: "b", value: .array([]))]))])),
    ])
  func accepts(text: String, value: JSONValue) throws {
    #expect(try parse(text) == value)
  }

  // RFC 8259 §2 to §7, one or two violations of each rule.
  @Test(
    "rejects what the grammar does not allow",
    arguments: [
      "", " ", "nul", "nulll", "True", "01", "-", "-01",
      "1.", ".5", "1e", "1e+", "+1", "0x10", "1 2", "NaN", "Infinity",
      "\"", "\"\\", "\"\\x\"", "\"\\u12\"", "\"\\u12g4\"", "\"\n\"", "\"\u{0}\"", "'a'", "[", "]", "[1", "[1,", "[,1]",
      "[1,]", "[1 2]", "[1}", "{", "}", "{\"a\"", "{\"a\":", "{\"a\":1", "{\"a\":1,", "{\"a\":1,}", "{,}", "{a:1}",
      "{\"a\" 1}", "{1:1}", "[1]]", "{}{}", "// c\n1", "[\u{a0}1]", "\u{feff}",
    ])
  func rejects(text: String) {
    #expect(throws: JSONError.self) { try parse(text) }
  }

  @Test(
    "resolves escapes",
    arguments: [
      ("\"\\\"\\\\\\/\\b\\f\\n\\r\\t\"", "\"\\/\u{8}\u{c}\n\r\t"), ("\"\\u00e9\\u00E9\"", "éé"),
      ("\"\\ud83d\\ude00\"", "😀"), ("\"a\\u0000b\"", "a\u{0}b"),
    ])
  func escapes(text: String, value: String) throws {
    #expect(try parse(text) == .string(value))
  }

  // RFC 8259 §8.2 leaves these open.
  @Test(
    "reads halves of surrogate pairs as replacement characters",
    arguments: [
      ("\"\\ud800\"", "\u{fffd}"), ("\"\\ud800abc\"", "\u{fffd}abc"), ("\"\\ude00\\ud83d\"", "\u{fffd}\u{fffd}"),
      ("\"\\ud800\\n\"", "\u{fffd}\n"), ("\"\\ud83d\\ud83d\\ude00\"", "\u{fffd}😀"),
    ])
  func loneSurrogates(text: String, value: String) throws {
    #expect(try parse(text) == .string(value))
  }

  @Test("repairs invalid UTF-8 in strings and rejects it elsewhere")
  func invalidUTF8() throws {
    #expect(try JSONValue.parse([0x22, 0x61, 0xff, 0x62, 0x22]) == .string("a\u{fffd}b"))
    #expect(throws: JSONError.self) { try JSONValue.parse([0x5b, 0xff, 0x5d]) }
  }

  @Test("passes over a byte order mark before a value")
  func byteOrderMark() throws {
    #expect(try JSONValue.parse([0xef, 0xbb, 0xbf, 0x31]) == .integer(1))
    #expect(throws: JSONError.self) { try JSONValue.parse([0xef, 0xbb, 0x31]) }
  }

  @Test("keeps doubled keys in their order, and finds the first")
  func doubledKeys() throws {
    let value = try parse("{\"a\":1,\"b\":2,\"a\":3}")
    #expect(value.members?.map(\.key) == ["a", "b", "a"])
    #expect(value["a"]?.int == 1)
  }

  @Test("stops at the depth limit instead of the end of the stack", arguments: ["[", "{\"a\":"])
  func depth(opening: String) {
    let text = String(repeating: opening, count: 200_000)
    #expect(throws: JSONError.self) { try parse(text) }
    #expect { try parse(text) } throws: { ($0 as? JSONError)?.code == .tooDeep }
  }

  @Test("answers with nothing when asked for what a value is not")
  func lenient() throws {
    let value = try parse("{\"a\":[1,\"x\",2.5,true]}")
    #expect(value["a"]?[1]?.string == "x")
    #expect(value["a"]?[9] == nil)
    #expect(value["b"]?["c"] == nil)
    #expect(value["a"]?[2]?.int == nil)
    #expect(value["a"]?[2]?.double == 2.5)
    #expect(value["a"]?[3]?.bool == true)
    #expect(value["a"]?.string == nil)
  }

  @Test("names the byte where it stopped")
  func offset() {
    #expect(throws: JSONError(.unexpectedByte, at: 4)) { try parse("[1, }") }
  }
}
