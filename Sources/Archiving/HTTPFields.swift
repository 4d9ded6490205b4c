import Model

/// Named fields as WARC and HTTP write them, read as the fetcher reads them.
enum HTTPFields {
  /// Reads one line into the fields; `false` when it is none.
  static func add(_ line: [UInt8], to fields: inout [Header]) -> Bool {
    if let first = line.first, first == 0x20 || first == 0x09 {
      // A folded line goes on with the field before it (RFC 9112 §5.2); before any field it is ignored.
      let more = text(line[...])
      if let last = fields.indices.last, !more.isEmpty {
        fields[last].value += fields[last].value.isEmpty ? more : " " + more
      }
      return true
    }
    guard let colon = line.firstIndex(of: 0x3a), colon > 0 else { return false }
    fields.append(Header(name: text(line[..<colon]), value: text(line[(colon + 1)...])))
    return true
  }

  /// The bytes without blanks around them: UTF-8 where they are UTF-8, else ISO 8859-1, so that none is lost.
  static func text(_ bytes: ArraySlice<UInt8>) -> String {
    var rest = bytes
    while let first = rest.first, first == 0x20 || first == 0x09 { rest.removeFirst() }
    while let last = rest.last, last == 0x20 || last == 0x09 { rest.removeLast() }
    if let valid = String(validating: rest, as: UTF8.self) { return valid }
    var text = ""
    for byte in rest { text.unicodeScalars.append(Unicode.Scalar(byte)) }
    return text
  }
}
