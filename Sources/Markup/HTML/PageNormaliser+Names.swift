import Model

/// Names of tags.
extension PageNormaliser {
  /// The name of a tag as it stands in the page.
  struct Name {
    var tag: Tag
    /// Where its first letters stand, as many as are kept.
    var range: Range<Int>
    /// The whole name in lower case, where it is short and plain.
    var letters: UInt64
  }

  /// Reads the name of a tag and goes behind it.
  @inline(__always) mutating func readName() -> Name {
    if let lanes = view.lanes(at: position) {
      let ends = lanes.below(0x21) | lanes.equal(to: 0x2F) | lanes.equal(to: 0x3E)
      if ends != 0 {
        let count = ends.trailingZeroBitCount / 8
        let letters = lanes.lowercasedWord & ~(UInt64.max << UInt64(8 * count))
        let value = shortTags.value(of: letters)
        let stop = view[position + count]
        if value != 0, stop.isHTMLSpace || stop == 0x2F || stop == 0x3E {
          let range = position..<position + count
          position += count
          return Name(tag: Tag(rawValue: value), range: range, letters: letters)
        }
      }
    }
    return readAnyName()
  }

  private mutating func readAnyName() -> Name {
    let start = position
    var hash = FNV1a.basis
    while position < view.count {
      let byte = view[position]
      if byte.isHTMLSpace || byte == 0x2F || byte == 0x3E { break }
      if position < start + 64 { hash = FNV1a.step(hash, byte.isNameCharacter ? byte.lowercasedASCII : 0x5F) }
      position += 1
    }
    let value = NameTable.tags.value(of: FNV1a.finished(hash))
    return Name(tag: value == 0 ? .other : Tag(rawValue: value), range: start..<min(position, start + 64), letters: 0)
  }

  /// Writes a name in lower case, with an underscore for what libxml2 takes for no name character.
  @inline(__always) mutating func write(_ name: Name) {
    if name.letters != 0 {
      output.append(name.letters, count: name.range.count)
      return
    }
    for index in name.range {
      let byte = view[index]
      output.append(byte.isNameCharacter ? byte.lowercasedASCII : 0x5F)
    }
  }
}

/// The names of fewer than eight letters among those of tags or attributes, found by those letters.
struct ShortNames: Sendable {
  /// The tags.
  static let tags = ShortNames(Tag.names)
  /// The attributes.
  static let attributes = ShortNames(AttributeName.names)

  private let keys: [UInt64]
  private let values: [UInt16]

  private init(_ names: [String]) {
    var keys = [UInt64](repeating: 0, count: 512)
    var values = [UInt16](repeating: 0, count: 512)
    for (number, name) in names.enumerated() where !name.isEmpty && name.utf8.count < 8 {
      var letters: UInt64 = 0
      for (offset, letter) in name.utf8.enumerated() { letters |= UInt64(letter) << UInt64(8 * offset) }
      var slot = ShortNames.slot(of: letters)
      while keys[slot] != 0 { slot = (slot + 1) & 511 }
      keys[slot] = letters
      values[slot] = UInt16(number)
    }
    self.keys = keys
    self.values = values
  }

  @inline(__always) private static func slot(of letters: UInt64) -> Int {
    Int(truncatingIfNeeded: (letters &* 0x9E37_79B9_7F4A_7C15) >> 55)
  }

  /// The number of the name with these letters, the first in the lowest byte; 0 where there is none.
  @inline(__always) func value(of letters: UInt64) -> UInt16 {
    var slot = ShortNames.slot(of: letters)
    while keys[slot] != 0 {
      if keys[slot] == letters { return values[slot] }
      slot = (slot + 1) & 511
    }
    return 0
  }
}
