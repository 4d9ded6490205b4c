/// Which scripts hold data that extraction reads.
enum ScriptData {
  /// Words of inline scripts that carry comments or articles: Blogger's comment list, the preloaded state of Substack,
  /// Medium and others, the settings of Disqus, IntenseDebate, Livefyre and their like.
  private static let markers: [StaticString] = [
    "disqus_", "var items =", "_preloads", "__next_data__", "__initial", "__apollo", "__nuxt", "commentthread",
    "\"comments\"",
    "idcomments_", "livefyre", "remark_config", "cusdis", "graphcomment", "hyvortalk", "commento", "talkyard",
    "widgetmanager", "embedurl", "discourse", "replytocom", "coral_talk", "utteranc", "giscus", "isso-thread",
  ]
  private static let longest = 2_000_000

  /// Whether a script's start tag, as normalised, says that it is data (`application/ld+json` and the like).
  static func isDataType(_ tag: ByteView) -> Bool {
    var index = tag.index(of: 0x74, from: 0)
    while index < tag.count {
      if tag.matches("type=\"", at: index) {
        let end = tag.index(of: 0x22, from: index + 6)
        var word = index + 6
        while word < end {
          if tag.matches("json", at: word) { return true }
          word += 1
        }
        return false
      }
      index = tag.index(of: 0x74, from: index + 1)
    }
    return false
  }

  /// Whether an inline script's text holds one of the words.
  static func isWanted(_ view: ByteView, _ range: Range<Int>) -> Bool {
    guard range.count >= shortest, range.count < longest else { return false }
    // Blocks of three letters at every `stride`th byte: any word that is there covers one of them.
    var index = range.lowerBound
    let end = range.upperBound - 2
    while index < end {
      let block = hash(view[index], view[index + 1], view[index + 2])
      if blocks[block >> 6] & (1 << UInt64(block & 63)) != 0, isWord(view, around: index, range) { return true }
      index += stride
    }
    return false
  }

  private static let shortest = 6
  /// The shortest word's length less two.
  private static let stride = shortest - 2

  private static func hash(_ first: UInt8, _ second: UInt8, _ third: UInt8) -> Int {
    let bits = UInt32(first | 0x20) &* 0x9E37 ^ UInt32(second | 0x20) &* 0x85EB ^ UInt32(third | 0x20) &* 0x1F35
    return Int((bits ^ bits >> 7) & 0x3FFF)
  }

  /// The hashes of all blocks that the words' beginnings hold.
  private static let blocks: [UInt64] = {
    var blocks = [UInt64](repeating: 0, count: 256)
    for marker in markers {
      let bytes = Array(marker.description.utf8)
      for start in 0..<stride {
        let block = hash(bytes[start], bytes[start + 1], bytes[start + 2])
        blocks[block >> 6] |= 1 << UInt64(block & 63)
      }
    }
    return blocks
  }()

  private static func isWord(_ view: ByteView, around index: Int, _ range: Range<Int>) -> Bool {
    for start in max(range.lowerBound, index - stride + 1)...index {
      for marker in markers where view.matches(marker, at: start) { return true }
    }
    return false
  }
}
