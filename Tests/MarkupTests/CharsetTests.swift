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

  @Test("reads what is valid UTF-8 throughout as UTF-8 whatever a meta element was left to say, but believes HTTP")
  func converted() {
    for label in ["iso-8859-1", "shift_jis", "gb2312"] {
      let page = Array("<meta charset=\(label)>".utf8) + Array("für größere".utf8)
      #expect(text(page) == ("für größere", "utf-8"))
      #expect(text(page, "text/html; charset=\(label)").1 != "utf-8")
    }
    #expect(text(Array("<meta charset=iso-8859-1>".utf8) + [0xC3, 0xBC]) == ("Ã¼", "windows-1252"))
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
      ("text/html;charset=\"\";charset=gbk", nil), ("text/html; charset=\"\"; charset=utf-8", "utf-8"),
      ("text/html; charset=nonsense", nil),
    ] as [(String, String?)])
  func contentType(header: String, expected: String?) {
    #expect(ContentType(header).charset?.name == expected)
  }

  @Test(
    "guesses the charset of telling texts that declare none",
    arguments: [
      (
        "euc-jp", "今日はとても良い天気ですね。コメント",
        """
        baa3c6fca4cfa4c8a4c6a4e2cec9a4a4c5b7b5a4a4c7a4b9a4cda1a3a5b3a5e1a5f3a5c8
        """
      ),
      (
        "shift_jis", "今日はとても良い天気ですね。コメント",
        """
        8da193fa82cd82c682c482e097c782a293568b4382c582b782cb81428352838183938367
        """
      ),
      (
        "gbk", "今天天气很好，我们一起去公园散步吧。谢谢",
        """
        bdf1ccecccecc6f8badcbac3a3acced2c3c7d2bbc6f0c8a5b9abd4b0c9a2b2bdb0c9a1a3d0bbd0bb
        """
      ),
      (
        "big5", "今天天氣很好，我們一起去公園散步吧。謝謝大家",
        """
        a4b5a4d1a4d1aef0abdca66ea141a7daadcca440b05fa568a4bdb6e9b4b2a842a761a143c1c2c1c2a46a\
        ae61
        """
      ),
      (
        "euc-kr", "오늘은 날씨가 아주 좋습니다. 댓글을 남겨",
        """
        bfc0b4c3c0ba20b3afbebeb0a120bec6c1d620c1c1bdc0b4cfb4d92e20b4f1b1dbc0bb20b3b2b0dc
        """
      ),
      (
        "windows-1251", "Сегодня очень хорошая погода",
        """
        d1e5e3eee4edff20eef7e5edfc20f5eef0eef8e0ff20efeee3eee4e0
        """
      ),
      (
        "windows-1252", "déjà été élève, café où naïve, très bientôt à côté, fenêtre éclairée, où ça, à là bébé",
        """
        64e96ae020e974e920e96ce876652c20636166e9206ff9206e61ef76652c207472e873206269656e74f4\
        7420e02063f474e92c2066656eea74726520e9636c616972e9652c206ff920e7612c20e0206ce02062e9\
        62e9
        """
      ),
    ])
  func guesses(charset: String, expected: String, hexadecimal: String) {
    let digits = Array(hexadecimal.utf8).map { $0 < 0x40 ? $0 - 0x30 : $0 - 0x57 }
    let bytes = stride(from: 0, to: digits.count, by: 2).map { digits[$0] << 4 | digits[$0 + 1] }
    #expect(text(bytes) == (expected, charset))
  }
}
