/// Which scripts hold data that extraction reads.
enum ScriptData {
  /// Words of inline scripts that carry comments or articles: Blogger's comment list, the preloaded state of Substack,
  /// Medium and others, the settings of Disqus, IntenseDebate, Livefyre and their like.
  private static let markers: [StaticString] = [
    "disqus_", ".disqus.com/embed", "fyre.conv", "var items =", "_preloads", "__next_data__", "__initial", "__apollo",
    "__nuxt__", "commentthread",
    "\"comments\"", "idcomments_", "livefyre", "remark_config", "cusdis_thread", "graphcomment", "hyvortalk",
    "commento", "talkyard",
    "widgetmanager", "embedurl", "discourseembed", "replytocom", "coral_talk", "utteranc", "giscus.app", "isso-thread",
  ]
  private static let longest = 2_000_000

  /// Whether a script's attribute says that it is data (`type="application/ld+json"` and the like).
  static func isDataType(_ view: ByteView, name: Range<Int>, value: Range<Int>) -> Bool {
    guard name.count == 4, view.matches("type", at: name.lowerBound) else { return false }
    var index = value.lowerBound
    while index + 4 <= value.upperBound {
      if view.matches("json", at: index) { return true }
      index += 1
    }
    return false
  }

  /// Whether an inline script's text holds one of the words.
  static func isWanted(_ view: ByteView, _ range: Range<Int>) -> Bool {
    guard range.count >= shortest, range.count < longest else { return false }
    // Blocks of four letters at every `stride`th byte: any word that is there covers one of them.
    var index = range.lowerBound
    let end = range.upperBound - 3
    while index < end {
      let owner = owners[hash(view.word(at: index))]
      if owner != 0, isWord(view, around: index, owner) { return true }
      index += stride
    }
    return false
  }

  private static let shortest = 7
  /// The shortest word's length less three.
  private static let stride = shortest - 3

  @inline(__always) private static func hash(_ word: UInt32) -> Int {
    Int(((word | 0x2020_2020) &* 0x9E37_79B1) >> 18)
  }

  /// For the hash of every block at the words' beginnings, the word's number times `stride` plus the block's offset plus
  /// one; 0 for all others, and `several` where words share a block.
  private static let owners: [UInt8] = {
    var owners = [UInt8](repeating: 0, count: 1 << 14)
    for (number, marker) in markers.enumerated() {
      let bytes = Array(marker.description.utf8)
      for start in 0..<stride {
        var word: UInt32 = 0
        for offset in 0..<4 { word |= UInt32(bytes[start + offset]) << UInt32(8 * offset) }
        let block = hash(word)
        owners[block] = owners[block] == 0 ? UInt8(number * stride + start + 1) : several
      }
    }
    return owners
  }()
  private static let several: UInt8 = 255

  private static func isWord(_ view: ByteView, around index: Int, _ owner: UInt8) -> Bool {
    if owner != several {
      let number = Int(owner) - 1
      return view.matches(markers[number / stride], at: index - number % stride)
    }
    for start in (index - stride + 1)...index {
      for marker in markers where view.matches(marker, at: start) { return true }
    }
    return false
  }
}
