/// Looks for any of several words in long texts by looking at few of their bytes.
///
/// Blocks of four letters are taken at every so manieth byte; any word that is there covers one of them. Words are ASCII in
/// lower case, of seven letters or more; texts may have any case.
public struct MarkerSearch: Sendable {
  private let markers: [StaticString]
  private let stride: Int
  /// For the hash of every block at the words' beginnings, the word's number times `stride` plus the block's offset plus
  /// one; 0 for all others, and `several` where words share a block.
  private let owners: [UInt8]
  private static let several: UInt8 = 255

  /// Makes a search for words.
  public init(_ markers: [StaticString]) {
    self.markers = markers
    let stride = max(1, (markers.map(\.utf8CodeUnitCount).min() ?? 7) - 3)
    self.stride = stride
    var owners = [UInt8](repeating: 0, count: 1 << 14)
    for (number, marker) in markers.enumerated() {
      let bytes = Array(marker.description.utf8)
      for start in 0..<stride {
        var word: UInt32 = 0
        for offset in 0..<4 { word |= UInt32(bytes[start + offset]) << UInt32(8 * offset) }
        let block = MarkerSearch.hash(word)
        let owner = number * stride + start + 1
        owners[block] = owners[block] == 0 && owner < 255 ? UInt8(owner) : MarkerSearch.several
      }
    }
    self.owners = owners
  }

  /// Whether any of the words stands in a text.
  ///
  /// - Complexity: O(bytes / (length of the shortest word − 3)) where none does.
  public func isAny(in text: Span<UInt8>) -> Bool {
    unsafe owners.withUnsafeBufferPointer { owners in
      var index = 0
      let end = text.count - 3
      while index < end {
        let word = unsafe text.bytes.unsafeLoadUnaligned(fromUncheckedByteOffset: index, as: UInt32.self)
        // A hash has as many bits as there are owners.
        let owner = unsafe owners.baseAddress.unsafelyUnwrapped[MarkerSearch.hash(word)]
        if owner != 0, isWord(text, around: index, owner) { return true }
        index += stride
      }
      return false
    }
  }

  @inline(__always) private static func hash(_ word: UInt32) -> Int {
    Int(((word | 0x2020_2020) &* 0x9E37_79B1) >> 18)
  }

  private func isWord(_ text: Span<UInt8>, around index: Int, _ owner: UInt8) -> Bool {
    if owner != MarkerSearch.several {
      let number = Int(owner) - 1
      return stands(markers[number / stride], at: index - number % stride, in: text)
    }
    for start in max(0, index - stride + 1)...index {
      let first = text[start].lowercasedASCII
      for marker in markers where unsafe marker.utf8Start.pointee == first && stands(marker, at: start, in: text) {
        return true
      }
    }
    return false
  }

  private func stands(_ marker: StaticString, at start: Int, in text: Span<UInt8>) -> Bool {
    guard start >= 0, start + marker.utf8CodeUnitCount <= text.count else { return false }
    for offset in 0..<marker.utf8CodeUnitCount {
      let expected = unsafe marker.utf8Start[offset]
      if text[start + offset].lowercasedASCII != expected { return false }
    }
    return true
  }
}
