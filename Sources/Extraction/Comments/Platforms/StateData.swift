import JSONCoding
import Markup

/// Data that pages carry for their scripts in forms of a framework's own.
///
/// Next.js streams rows, cut anywhere into strings:
/// `self.__next_f.push([1,"1a:T22f,Long words…5:[\"$\",\"$L12\",null,{\"initialComments\":[{\"body\":\"$1a\",…"])`.
/// Nuxt writes every value once and names the others by their places:
/// `<script id="__NUXT_DATA__" type="application/json">[{"comments":1},[2],{"body":3},"Yes."]</script>`.
enum StateData {
  /// What a stream of rows holds.
  struct Rows {
    /// Rows that speak of comments.
    var values: [JSONValue] = []
    /// Long texts by the names under which values refer to them: `$1a`.
    var texts: [String: String] = [:]
  }

  /// Bytes of a stream that are read at most.
  private static let longest = 8_000_000
  /// Values of packed data that are written out at most, since many may share one.
  private static let mostValues = 400_000
  /// Levels of packed data that are followed; what may be shared may also be a circle.
  private static let deepest = 40

  /// The rows of Next.js' stream.
  ///
  /// - Complexity: O(bytes of the scripts).
  static func rows(on document: Document) -> Rows {
    var stream: [UInt8] = []
    for node in 0..<document.count where document.tag(node) == .script {
      guard let child = document.firstChild(of: node), document.isText(child) else { continue }
      let range = document.textRange(of: child)
      guard range.count > opening.count, document.pool[range.prefix(opening.count)].elementsEqual(opening),
        stream.count + range.count < longest
      else { continue }
      var reader = JSONReader(Array(document.pool[range.dropFirst(opening.count)]))
      if let text = try? reader.string() { stream += text.utf8 }
    }
    return rows(in: stream)
  }

  private static let opening = Array("self.__next_f.push([1,".utf8)

  private static func rows(in stream: [UInt8]) -> Rows {
    var rows = Rows()
    var index = 0
    while index < stream.count {
      let start = index
      while index < stream.count, isHex(stream[index]) { index += 1 }
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
        while index < stream.count, isHex(stream[index]), length < longest {
          length = length * 16 + hex(stream[index])
          index += 1
        }
        let end = min(stream.count, index + 1 + length)
        guard index < end, stream[index] == 0x2c else { continue }
        rows.texts[String(decoding: stream[name], as: UTF8.self)] = String(
          decoding: stream[(index + 1)..<end], as: UTF8.self)
        index = end
        continue
      }
      let end = stream[index...].firstIndex(of: 0x0a) ?? stream.count
      if stream[index] == 0x5b || stream[index] == 0x7b,
        StateComments.markers.isAny(in: stream.span.extracting(index..<end)),
        let value = try? JSONValue.parse(Array(stream[index..<end]))
      {
        rows.values.append(value)
      }
      index = end + 1
    }
    return rows
  }

  private static func isHex(_ byte: UInt8) -> Bool {
    byte >= 0x30 && byte <= 0x39 || byte >= 0x61 && byte <= 0x66
  }

  private static func hex(_ byte: UInt8) -> Int { Int(byte <= 0x39 ? byte - 0x30 : byte - 0x57) }

  /// Packed data with every value in its place; `nil` where a list is not packed data.
  ///
  /// - Complexity: O(`mostValues`).
  static func unpacked(_ list: [JSONValue]) -> JSONValue? {
    guard let first = list.first, first.members != nil || first.array != nil else { return nil }
    var left = mostValues
    return value(at: 0, in: list, depth: 0, &left)
  }

  /// Calls itself `deepest` times at most.
  private static func value(at index: Int?, in list: [JSONValue], depth: Int, _ left: inout Int) -> JSONValue {
    // What leads nowhere costs as much as what is there.
    guard left > 0 else { return .null }
    left -= 1
    guard let index, index >= 0, index < list.count, depth < deepest else { return .null }
    let packed = list[index]
    if let members = packed.members {
      var result: [JSONValue.Member] = []
      for member in members {
        if left == 0 { break }
        let inner = value(at: member.value.int, in: list, depth: depth + 1, &left)
        result.append(JSONValue.Member(key: member.key, value: inner))
      }
      return .object(result)
    }
    guard let elements = packed.array else { return packed }
    if let kind = elements.first?.string {
      // ["Date","2014-03-05T10:15:21.000Z"] · ["Reactive",7] · ["Set",7,8]
      if kind == "Date" { return elements.count > 1 && elements[1].string != nil ? elements[1] : .null }
      if kind != "Set", elements.count == 2 {
        return value(at: elements[1].int, in: list, depth: depth + 1, &left)
      }
    }
    var result: [JSONValue] = []
    for element in elements {
      if left == 0 { break }
      if element.string == nil {
        result.append(value(at: element.int, in: list, depth: depth + 1, &left))
      } else {
        left -= 1
      }
    }
    return .array(result)
  }
}
