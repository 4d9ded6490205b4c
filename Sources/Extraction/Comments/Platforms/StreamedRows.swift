import JSONCoding
import Markup

/// Data for a page's scripts that Next.js streams as rows, cut anywhere into strings:
/// `self.__next_f.push([1,"1a:T22f,Long words…5:[\"$\",\"$L12\",null,{\"initialComments\":[{\"body\":\"$1a\",…"])`.
struct StreamedRows {
  /// Rows that speak of comments.
  private(set) var values: [JSONValue] = []
  /// Long texts by the names under which values refer to them: `$1a`.
  private(set) var texts: [String: String] = [:]

  /// Bytes of a stream that are read at most.
  private static let longest = 8_000_000

  /// The rows of a page's stream.
  ///
  /// - Complexity: O(bytes of the scripts).
  init(on document: Document) {
    var stream: [UInt8] = []
    for node in 0..<document.count where document.tag(node) == .script {
      guard let child = document.firstChild(of: node), document.isText(child) else { continue }
      let range = document.textRange(of: child)
      guard range.count > Self.opening.count,
        document.pool[range.prefix(Self.opening.count)].elementsEqual(Self.opening),
        stream.count + range.count < Self.longest
      else { continue }
      var reader = JSONReader(Array(document.pool[range.dropFirst(Self.opening.count)]))
      if let text = try? reader.string() { stream += text.utf8 }
    }
    read(stream)
  }

  private static let opening = Array("self.__next_f.push([1,".utf8)

  private mutating func read(_ stream: [UInt8]) {
    var index = 0
    while index < stream.count {
      let start = index
      while index < stream.count, Self.isHex(stream[index]) { index += 1 }
      let name = start..<index
      guard index + 1 < stream.count, stream[index] == 0x3a, !name.isEmpty else {
        index = (stream[index...].firstIndex(of: 0x0a) ?? stream.count) + 1
        continue
      }
      index += 1
      // "T22f," and so many bytes, with no line end behind them.
      if stream[index] == 0x54 {
        var length = 0
        index += 1
        while index < stream.count, Self.isHex(stream[index]), length < Self.longest {
          length = length * 16 + Self.hex(stream[index])
          index += 1
        }
        let end = min(stream.count, index + 1 + length)
        guard index < end, stream[index] == 0x2c else { continue }
        texts[String(decoding: stream[name], as: UTF8.self)] = String(
          decoding: stream[(index + 1)..<end], as: UTF8.self)
        index = end
        continue
      }
      let end = stream[index...].firstIndex(of: 0x0a) ?? stream.count
      if stream[index] == 0x5b || stream[index] == 0x7b,
        StateComments.markers.isAny(in: stream.span.extracting(index..<end)),
        let value = try? JSONValue.parse(Array(stream[index..<end]))
      {
        values.append(value)
      }
      index = end + 1
    }
  }

  private static func isHex(_ byte: UInt8) -> Bool {
    byte >= 0x30 && byte <= 0x39 || byte >= 0x61 && byte <= 0x66
  }

  private static func hex(_ byte: UInt8) -> Int { Int(byte <= 0x39 ? byte - 0x30 : byte - 0x57) }
}
