/// What a doctype says about how a page is laid out.
enum Doctype {
  /// Whether browsers read the page in quirks mode (HTML standard §13.2.6.4.1, its common cases).
  static func isQuirky(_ view: ByteView, _ range: Range<Int>) -> Bool {
    var words: [String] = []
    var index = range.lowerBound + 9
    var word: [UInt8] = []
    var quote: UInt8 = 0
    while index < range.upperBound, index < range.lowerBound + 512 {
      let byte = view[index]
      if quote != 0 ? byte == quote : byte.isHTMLSpace || byte == 0x22 || byte == 0x27 {
        if !word.isEmpty { words.append(String(decoding: word, as: UTF8.self)) }
        word = []
        quote = quote != 0 || byte.isHTMLSpace ? 0 : byte
      } else {
        word.append(byte.lowercasedASCII)
      }
      index += 1
    }
    if !word.isEmpty { words.append(String(decoding: word, as: UTF8.self)) }
    guard words.first == "html" else { return true }
    guard words.count > 2, words[1] == "public" else { return false }
    let publicName = words[2]
    if publicName == "html" || publicName.hasPrefix("-//w3c//dtd html 3") || publicName.hasPrefix("-//ietf//")
      || publicName.hasPrefix("-//w3c//dtd html 4.0 ") || publicName.hasPrefix("-//w3o//")
      || publicName.hasPrefix("-//netscape") || publicName.hasPrefix("-//microsoft//")
    {
      return true
    }
    let isTransitional =
      publicName.hasPrefix("-//w3c//dtd html 4.01 transitional")
      || publicName.hasPrefix("-//w3c//dtd html 4.01 frameset")
    return isTransitional && words.count < 4
  }
}
