import JSONCoding
import Testing

@Suite("The JSON writer")
struct JSONWriterTests {
  private func written(_ text: String) -> String {
    var writer = JSONWriter()
    writer.string(text)
    return writer.text
  }

  @Test("puts commas and colons where they belong")
  func punctuation() {
    var writer = JSONWriter()
    writer.beginObject()
    writer.key("a")
    writer.integer(-12)
    writer.key("b")
    writer.beginArray()
    writer.bool(true)
    writer.null()
    writer.beginObject()
    writer.endObject()
    writer.beginArray()
    writer.endArray()
    writer.endArray()
    writer.key("c")
    writer.raw(Array("[1]".utf8))
    writer.endObject()
    writer.endLine()
    writer.integer(nil)
    writer.endLine()
    #expect(writer.text == "{\"a\":-12,\"b\":[true,null,{},[]],\"c\":[1]}\nnull\n")
  }

  @Test("indents by two when asked to be pretty")
  func pretty() {
    var writer = JSONWriter(isPretty: true)
    writer.beginObject()
    writer.key("a")
    writer.beginArray()
    writer.integer(1)
    writer.integer(2)
    writer.endArray()
    writer.key("b")
    writer.beginObject()
    writer.endObject()
    writer.endObject()
    #expect(writer.text == "{\n  \"a\": [\n    1,\n    2\n  ],\n  \"b\": {}\n}")
  }

  @Test(
    "escapes what JSON forbids and what may deceive an eye",
    arguments: [
      ("plain", "\"plain\""), ("", "\"\""), ("a\"b\\c/d", "\"a\\\"b\\\\c/d\""),
      ("\u{8}\t\n\u{c}\r", "\"\\b\\t\\n\\f\\r\""), ("\u{0}\u{1f}\u{7f}", "\"\\u0000\\u001f\\u007f\""),
      ("\u{85}\u{9f}\u{a0}é", "\"\\u0085\\u009f\u{a0}é\""), ("\u{2028}\u{2029}", "\"\\u2028\\u2029\""),
      ("\u{202e}\u{2066}\u{2069}", "\"\\u202e\\u2066\\u2069\""), ("it’s – “so” …", "\"it’s – “so” …\""), ("😀", "\"😀\""),
    ])
  func escapes(text: String, expected: String) {
    #expect(written(text) == expected)
  }

  @Test("finds what must be escaped at every place of an eight-byte word")
  func everyPlace() throws {
    for scalar in ["\"", "\\", "\u{1}", "\u{7f}", "\u{80}", "\u{2028}", "é", "’", "!", "\u{7e}", "\u{20}", "😀"] {
      for before in 0..<17 {
        for after in [0, 1, 7, 8, 9] {
          let text = String(repeating: "x", count: before) + scalar + String(repeating: "y", count: after)
          #expect(try JSONValue.parse(Array(written(text).utf8)) == .string(text))
        }
      }
    }
  }

  @Test(
    "writes a number in the shortest form that reads back",
    arguments: [
      (0.1, "0.1"), (-3.0, "-3.0"), (1e-5, "1e-05"), (1e21, "1e+21"), (5e-300, "5e-300"), (-0.0, "-0.0"),
      (Double.infinity, "null"), (Double.nan, "null"), (0.1 + 0.2, "0.30000000000000004"),
    ])
  func numbers(value: Double, expected: String) {
    var writer = JSONWriter()
    writer.number(value)
    #expect(writer.text == expected)
  }

  @Test("writes the extremes of whole numbers")
  func extremes() {
    var writer = JSONWriter()
    writer.beginArray()
    writer.integer(.min)
    writer.integer(.max)
    writer.integer(0)
    writer.endArray()
    #expect(writer.text == "[-9223372036854775808,9223372036854775807,0]")
  }

  @Test("writes a parsed tree as it was, however deep")
  func roundTrip() throws {
    let deep = String(repeating: "[", count: 512) + String(repeating: "]", count: 512)
    for text in ["{\"b\":[1,2.5,\"x\",null,{\"b\":true,\"b\":false}],\"a\":{}}", deep] {
      var writer = JSONWriter()
      writer.value(try JSONValue.parse(Array(text.utf8)))
      #expect(writer.text == text)
    }
  }

  @Test("writes members of every kind in the order in which they come")
  func members() {
    var writer = JSONWriter()
    writer.beginObject()
    writer.member("text", "a")
    writer.member("none", nil as String?)
    writer.member("whole", 3)
    writer.member("number", 0.5)
    writer.member("flag", true)
    writer.member("texts", ["x", "y"])
    writer.objects("items", [1, 2]) { item, writer in writer.member("item", item) }
    writer.beginObject("open")
    writer.endObject()
    writer.endObject()
    let start = #"{"text":"a","none":null,"whole":3,"number":0.5,"flag":true,"texts":["x","y"],"#
    #expect(writer.text == start + #""items":[{"item":1},{"item":2}],"open":{}}"#)
  }
}
