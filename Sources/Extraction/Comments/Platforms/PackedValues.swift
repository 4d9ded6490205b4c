import JSONCoding

/// Data for a page's scripts in which every value stands once and the others name it by its place, as Nuxt writes it:
/// `<script id="__NUXT_DATA__" type="application/json">[{"comments":1},[2],{"body":3},"Yes."]</script>`.
enum PackedValues {
  /// Values that are written out at most, since many may share one.
  private static let mostValues = 400_000
  /// Levels that are followed; what may be shared may also be a circle.
  private static let deepest = 40

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
