import Markup
import Testing

@Suite("Charsets")
struct CharsetTests {
  private func text(_ bytes: [UInt8], _ contentType: String? = nil) -> (String, String) {
    let document = HTMLParser().document(from: bytes, contentType: contentType)
    return (document.rawText(of: 0), document.charset)
  }

  @Test("believes the byte order mark, then HTTP, then meta")
  func order() {
    #expect(text([0xEF, 0xBB, 0xBF, 0xC3, 0xA9], "text/html; charset=windows-1251") == ("é", "utf-8"))
    #expect(text([0xE9], "text/html; charset=windows-1251") == ("й", "windows-1251"))
    #expect(text(Array("<meta charset=koi8-r>".utf8) + [0xC1]) == ("а", "koi8-r"))
    #expect(text(Array("<meta charset=koi8-r>".utf8) + [0xE9], "text/html;charset=latin1") == ("é", "windows-1252"))
  }

  @Test("takes undeclared valid UTF-8 for UTF-8 and anything else for windows-1252")
  func fallback() {
    #expect(text([0xC3, 0xA9]) == ("é", "utf-8"))
    #expect(text([0x93, 0xE9, 0x94]) == ("“é”", "windows-1252"))
  }

  @Test("reads pages that claim UTF-8 and hold none as windows-1252")
  func mislabelled() {
    #expect(text([0x69, 0x74, 0x92, 0x73], "text/html; charset=utf-8") == ("it’s", "windows-1252"))
  }

  @Test("replaces bad bytes and counts them")
  func repair() {
    let document = HTMLParser().document(from: [0xC3, 0xA9, 0xFF, 0x61], contentType: "text/html; charset=utf-8")
    #expect(document.rawText(of: 0) == "é\u{FFFD}a")
    #expect(document.losses.undecodable == 1)
  }

  @Test(
    "reads the charsets of East Asia and goes on behind bad bytes",
    arguments: [
      ("shift_jis", [0x93, 0xFA, 0x96, 0x7B, 0xFF, 0x61], "日本\u{FFFD}a"),
      ("euc-jp", [0xC6, 0xFC, 0xCB, 0xDC], "日本"),
      ("gb2312", [0xD6, 0xD0, 0xB9, 0xFA], "中国"),
      ("big5", [0xA4, 0xA4, 0xB0, 0xEA], "中國"),
      ("euc-kr", [0xC7, 0xD1, 0xB1, 0xB9], "한국"),
      ("iso-2022-jp", [0x1B, 0x24, 0x42, 0x46, 0x7C, 0x4B, 0x5C, 0x1B, 0x28, 0x42], "日本"),
      ("utf-16le", [0xE5, 0x65, 0x2C, 0x67], "日本"),
    ] as [(String, [UInt8], String)])
  func eastAsia(charset: String, bytes: [UInt8], expected: String) {
    #expect(text(bytes, "text/html; charset=\(charset)").0 == expected)
  }

  @Test(
    "reads Content-Type headers",
    arguments: [
      ("text/html; charset=UTF-8", "utf-8"), ("text/html;charset=\"gbk\"", "gbk"), ("text/html", nil),
      ("text/html; x=\"charset=gbk\"", nil), ("text/html; charset='us-ascii'", nil),
      ("text/html; charset=nonsense", nil),
    ] as [(String, String?)])
  func contentType(header: String, expected: String?) {
    #expect(ContentType(header).charset?.name == expected)
  }
}
