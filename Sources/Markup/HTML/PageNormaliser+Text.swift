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
    guard range.lowerBound < range.upperBound else { return }
    let isContinued = output.count == textEnd
    if folding, view[range.lowerBound].isHTMLSpace {
      let word = endOfSpace(from: range.lowerBound, to: range.upperBound)
      if word == range.upperBound {
        let space = folded(range)
        if isContinued {
          table.pool.append(space)
          table.extendText()
        } else {
          writeBlank(space)
        }
        return
      }
    }
    let start = table.pool.count
    if !isContinued, !blank.isEmpty, output.count == blank.upperBound {
      // White space before a comment belongs to the text behind it.
      for index in blank { table.pool.append(output[index]) }
      output.truncate(to: blank.lowerBound)
      blank = 0..<0
    }
    readText(range, decoding: decoding, folding: folding)
    if isContinued {
      table.extendText()
    } else if let number = table.endText(from: start) {
      Mark.write(text: number, to: &output)
      textEnd = output.count
    }
  }

  private mutating func writeBlank(_ space: UInt8) {
    blank = (output.count == blank.upperBound ? blank.lowerBound : output.count)..<output.count + 1
    output.append(space)
  }

  /// Puts text into the table's pool.
  private mutating func readText(_ range: Range<Int>, decoding: Bool, folding: Bool) {
    var from = range.lowerBound
    var index = from
    let end = range.upperBound
    while index < end {
      // Words go over together; the bytes that need a look are controls, references, and second spaces.
      index = view.endOfPlainWords(from: index, to: end, isAfterSpace: index > from && view[index - 1] == 0x20)
      guard index < end else { break }
      let byte = view[index]
      if byte > 0x26, byte != 0x7F, byte != 0xC2 || view[index + 1] >= 0xA0 {
        index += 1
        continue
      }
      if byte.isHTMLSpace, folding || byte != 0x0D {
        let start = folding && index > from && view[index - 1] == 0x20 ? index - 1 : index
        let stop = folding ? endOfSpace(from: index, to: end) : index + 1
        guard stop - start > 1 || byte == 0x0D else {
          index = stop
          continue
        }
        unsafe table.pool.append(contentsOf: view.bytes(from..<start))
        table.pool.append(folded(start..<stop))
        from = stop
        index = stop
        continue
      }
      if byte > 0x20, byte < 0x26 || byte == 0x26 && !decoding {
        index += 1
        continue
      }
      unsafe table.pool.append(contentsOf: view.bytes(from..<index))
      index = readSpecial(byte, at: index, end: end)
      from = index
    }
    unsafe table.pool.append(contentsOf: view.bytes(from..<end))
  }

  @inline(__always) private func endOfSpace(from start: Int, to end: Int) -> Int {
    var index = start
    while index < end, view[index].isHTMLSpace { index += 1 }
    return index
  }

  /// What a run of white space becomes.
  @inline(__always) private func folded(_ range: Range<Int>) -> UInt8 {
    if range.count == 1, view[range.lowerBound] != 0x0D { return view[range.lowerBound] }
    for index in range where view[index] == 0x0A || view[index] == 0x0D { return 0x0A }
    return 0x20
  }

  /// Puts what a byte means that cannot stand for itself into the pool, and gives the offset behind it.
  private mutating func readSpecial(_ byte: UInt8, at index: Int, end: Int) -> Int {
    switch byte {
    case 0x26:
      guard let match = references.match(view, at: index, inAttribute: false), match.end <= end else {
        table.pool.append(0x26)
        return index + 1
      }
      if match.first != 0x7F { table.pool.append(codePoint: match.first) }
      if match.second != 0 { table.pool.append(codePoint: match.second) }
      return match.end
    case 0xC2:
      // Ours: a C1 control is what careless conversion made of windows-1252.
      table.pool.append(codePoint: CharacterReferences.meaning(ofControl: view[index + 1]))
      return index + 2
    case 0x0D:
      table.pool.append(0x0A)
      if view[index + 1] == 0x0A { return index + 2 }
    default:
      // NUL: the standard drops it from text in the body and replaces it elsewhere. Other controls say nothing.
      if byte == 0 && foreign.isForeign { table.pool.append(codePoint: 0xFFFD) }
    }
    return index + 1
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
