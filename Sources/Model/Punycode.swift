/// Punycode (RFC 3492): labels of any script as ASCII.
enum Punycode {
  private static let base = 36
  private static let initialBias = 72
  private static let initialCode = 128

  private static func adapt(_ delta: Int, count: Int, isFirst: Bool) -> Int {
    var delta = isFirst ? delta / 700 : delta / 2
    delta += delta / count
    var steps = 0
    while delta > 455 {
      delta /= 35
      steps += base
    }
    return steps + 36 * delta / (delta + 38)
  }

  /// The scalars of a label without its `xn--`; `nil` where it is no Punycode.
  static func decoded(_ bytes: some RandomAccessCollection<UInt8>) -> [UInt32]? {
    var output: [UInt32] = []
    var input = bytes[...]
    if let hyphen = bytes.lastIndex(of: 0x2d) {
      output = bytes[..<hyphen].map { UInt32($0) }
      input = bytes[bytes.index(after: hyphen)...]
    }
    guard output.allSatisfy({ $0 < 0x80 }) else { return nil }
    var code = initialCode
    var index = 0
    var bias = initialBias
    while !input.isEmpty {
      let before = index
      var weight = 1
      var position = base
      while true {
        guard let byte = input.popFirst(), let digit = digit(byte) else { return nil }
        let (product, overflow) = digit.multipliedReportingOverflow(by: weight)
        guard !overflow, product <= Int(Int32.max) - index else { return nil }
        index += product
        let threshold = position <= bias ? 1 : position >= bias + 26 ? 26 : position - bias
        if digit < threshold { break }
        guard weight <= Int(Int32.max) / (base - threshold) else { return nil }
        weight *= base - threshold
        position += base
      }
      bias = adapt(index - before, count: output.count + 1, isFirst: before == 0)
      code += index / (output.count + 1)
      index %= output.count + 1
      guard code <= 0x10ffff, !(0xd800...0xdfff).contains(code) else { return nil }
      output.insert(UInt32(code), at: index)
      index += 1
      // Insertion is quadratic: no label of a name is that long.
      guard output.count <= 4096 else { return nil }
    }
    return output
  }

  private static func digit(_ byte: UInt8) -> Int? {
    switch byte {
    case 0x61...0x7a: Int(byte - 0x61)
    case 0x41...0x5a: Int(byte - 0x41)
    case 0x30...0x39: Int(byte - 0x30) + 26
    default: nil
    }
  }

  /// A label as Punycode, without `xn--`; `nil` where the arithmetic would overflow.
  static func encoded(_ scalars: [UInt32]) -> [UInt8]? {
    guard scalars.count <= 4096 else { return nil }
    var output = scalars.filter { $0 < 0x80 }.map { UInt8(truncatingIfNeeded: $0) }
    let basicCount = output.count
    var handled = basicCount
    if basicCount > 0 { output.append(0x2d) }
    var code = UInt32(initialCode)
    var delta = 0
    var bias = initialBias
    while handled < scalars.count {
      var next = UInt32.max
      for scalar in scalars where scalar >= code && scalar < next { next = scalar }
      delta += Int(next - code) * (handled + 1)
      code = next
      for scalar in scalars {
        if scalar < code { delta += 1 }
        guard scalar == code else { continue }
        var rest = delta
        var position = base
        while true {
          let threshold = position <= bias ? 1 : position >= bias + 26 ? 26 : position - bias
          if rest < threshold { break }
          output.append(letter(threshold + (rest - threshold) % (base - threshold)))
          rest = (rest - threshold) / (base - threshold)
          position += base
        }
        output.append(letter(rest))
        bias = adapt(delta, count: handled + 1, isFirst: handled == basicCount)
        delta = 0
        handled += 1
      }
      delta += 1
      code += 1
    }
    return output
  }

  private static func letter(_ digit: Int) -> UInt8 {
    digit < 26 ? 0x61 + UInt8(truncatingIfNeeded: digit) : 0x30 + UInt8(truncatingIfNeeded: digit - 26)
  }
}
