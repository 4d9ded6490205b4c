/// Text, attribute values, and the content of elements that hold no markup.
extension PageNormaliser {
  /// Goes to the end tag of an element whose content is not markup, writing the content where it is kept.
  mutating func rawText(of tag: Tag, decoding: Bool, keeping: Bool) {
    let name = Tag.names[Int(tag.rawValue)]
    let start = position
    var end = start
    while true {
      end = view.index(of: 0x3C, from: end)
      guard end < view.count else { break }
      if view[end + 1] == 0x2F, isEnd(name, at: end) { break }
      if tag == .script, view.matches("<!--", at: end), let after = escapedScriptEnd(from: end + 4) {
        end = after
        continue
      }
      end += 1
    }
    position = end
    if keeping || tag == .script && ScriptData.isWanted(view, start..<end) {
      writeText(start..<end, decoding: decoding, folding: false)
    }
  }

  /// Whether `<iframe …/>` or `<textarea …/>` stands in a page written by an XML serialiser: no end tag follows before
  /// the next of its kind.
  ///
  /// The standard ignores the slash and loses what follows; pages in archives are full of them.
  /// - Complexity: O(bytes up to the next tag of the kind), so that a page of such tags is passed over once.
  func isLeftOpen(_ tag: Tag) -> Bool {
    guard tag == .iframe || tag == .textarea else { return false }
    let name = Tag.names[Int(tag.rawValue)]
    var open = position
    while true {
      open = view.index(of: 0x3C, from: open)
      guard open < view.count else { return true }
      if view[open + 1] == 0x2F, isEnd(name, at: open) { return false }
      if isEnd(name, at: open - 1) { return true }
      open += 1
    }
  }

  private func isEnd(_ name: String, at open: Int) -> Bool {
    var index = open + 2
    for byte in name.utf8 {
      if view[index].lowercasedASCII != byte { return false }
      index += 1
    }
    return view[index].isHTMLSpace || view[index] == 0x2F || view[index] == 0x3E
  }

  /// Where an escaped part of a script ends, or `nil` where the script just goes on.
  ///
  /// Inside `<!-- <script> … </script> -->` an end tag closes the inner script only ("script data double escaped").
  private func escapedScriptEnd(from start: Int) -> Int? {
    var index = start
    var isDouble = false
    // `<!-->` and `<!--->` end the escape at once.
    if view[index] == 0x3E || view[index] == 0x2D && view[index + 1] == 0x3E { return nil }
    while index < view.count {
      let byte = view[index]
      if byte == 0x2D, view[index + 1] == 0x2D {
        var dash = index + 2
        while view[dash] == 0x2D { dash += 1 }
        if view[dash] == 0x3E { return dash }
        index = dash
        continue
      }
      if byte == 0x3C {
        let isClosing = view[index + 1] == 0x2F
        let name = index + (isClosing ? 2 : 1)
        if view.matches("script", at: name) {
          let after = view[name + 6]
          if after.isHTMLSpace || after == 0x2F || after == 0x3E {
            if isClosing, !isDouble { return index }
            isDouble = !isClosing
          }
        }
      }
      index += 1
    }
    // Never closed: the standard loses the rest of the page; so do browsers.
    return view.count
  }

  /// Puts an attribute's value into the table, references decoded.
  mutating func readValue(_ range: Range<Int>) {
    // The bytes of an image inside an address say nothing.
    var range = range
    if range.count > 256, view.matches("data:", at: range.lowerBound) {
      range = range.lowerBound..<range.lowerBound + 5
    }
    var from = range.lowerBound
    var index = view.indexOfReferenceOrControl(from: from, to: range.upperBound)
    while index < range.upperBound {
      unsafe table.pool.append(contentsOf: view.bytes(from..<index))
      switch view[index] {
      case 0x26:
        if let match = references.match(view, at: index, inAttribute: true), match.end <= range.upperBound {
          table.pool.append(codePoint: match.first)
          if match.second != 0 { table.pool.append(codePoint: match.second) }
          index = match.end
        } else {
          table.pool.append(0x26)
          index += 1
        }
      case 0x0D:
        table.pool.append(0x0A)
        index += view[index + 1] == 0x0A ? 2 : 1
      default:
        table.pool.append(codePoint: 0xFFFD)
        index += 1
      }
      from = index
      index = view.indexOfReferenceOrControl(from: from, to: range.upperBound)
    }
    unsafe table.pool.append(contentsOf: view.bytes(from..<range.upperBound))
    table.endValue()
  }

  /// Writes text; runs of white space become one line feed or one space when `folding`.
  mutating func writeText(_ range: Range<Int>, decoding: Bool, folding: Bool) {
    var from = range.lowerBound
    var index = from
    let end = range.upperBound
    var retry = index
    while index < end {
      // Plain words go eight bytes at a time, up to a letter, so that a run of white space is seen whole.
      if index >= retry {
        if let lanes = view.lanes(at: index), index + 8 <= end, view[index + 7] > 0x20,
          lanes.equal(to: 0x26) | lanes.equal(to: 0x7F) | lanes.equal(to: 0x3C) == 0,
          lanes.areWords(isAfterSpace: false)
        {
          index += 8
          continue
        }
        retry = index + 8
      }
      let byte = view[index]
      if byte > 0x26, byte != 0x3C, byte != 0x7F, byte != 0xC2 {
        index += 1
        continue
      }
      if byte > 0x20, byte < 0x26 {
        index += 1
        continue
      }
      if byte.isHTMLSpace, byte != 0x0D {
        guard folding, view[index + 1].isHTMLSpace, index + 1 < end else {
          index += 1
          continue
        }
        unsafe output.append(contentsOf: view.bytes(from..<index))
        index = writeSpace(from: index, to: end)
        from = index
        continue
      }
      if byte == 0xC2, view[index + 1] >= 0xA0 {
        index += 2
        continue
      }
      unsafe output.append(contentsOf: view.bytes(from..<index))
      index = writeSpecial(byte, at: index, end: end, decoding: decoding)
      from = index
    }
    if from < end { unsafe output.append(contentsOf: view.bytes(from..<end)) }
  }

  private mutating func writeSpace(from start: Int, to end: Int) -> Int {
    var index = start
    var isBreak = false
    while index < end, view[index].isHTMLSpace {
      if view[index] == 0x0A || view[index] == 0x0D { isBreak = true }
      index += 1
    }
    output.append(isBreak ? 0x0A : 0x20)
    return index
  }

  /// Writes what a byte that cannot stand for itself means, and gives the offset behind it.
  private mutating func writeSpecial(_ byte: UInt8, at index: Int, end: Int, decoding: Bool) -> Int {
    switch byte {
    case 0x26:
      guard decoding, let match = references.match(view, at: index, inAttribute: false), match.end <= end else {
        output.append("&amp;")
        return index + 1
      }
      write(codePoint: match.first)
      if match.second != 0 { write(codePoint: match.second) }
      return match.end
    case 0x3C: output.append("&lt;")
    case 0xC2:
      // Ours: a C1 control is what careless conversion made of windows-1252.
      write(codePoint: CharacterReferences.meaning(ofControl: view[index + 1]))
      return index + 2
    case 0x0D:
      output.append(0x0A)
      if view[index + 1] == 0x0A { return index + 2 }
    default:
      // NUL: the standard drops it from text in the body and replaces it elsewhere. Other controls say nothing.
      if byte == 0 && foreign.isForeign { output.append(codePoint: 0xFFFD) }
    }
    return index + 1
  }

  private mutating func write(codePoint: UInt32) {
    switch codePoint {
    case 0x26: output.append("&amp;")
    case 0x3C: output.append("&lt;")
    case 0x7F: return
    default: output.append(codePoint: codePoint)
    }
  }
}

extension UInt8 {
  /// Whether libxml2's HTML parser reads the byte as part of a name.
  @inline(__always) var isNameCharacter: Bool {
    isASCIILetter || isASCIIDigit || self == 0x2D || self == 0x5F || self == 0x3A || self == 0x2E
  }

  /// Whether the byte ends an attribute's name: white space, a slash, a closing bracket or an equals sign.
  @inline(__always) var endsAttributeName: Bool {
    self < 64 && 0x6000_8001_0000_3600 >> UInt64(self) & 1 != 0
  }
}
