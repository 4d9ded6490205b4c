import Testing

@testable import Archiving

@Suite("Packing")
struct DeflaterTests {
  /// Inputs of all kinds that the parts of deflate have to do with.
  enum Kind: CaseIterable {
    case nothing, oneByte, fewBytes, allBytes, sameByte, words, longText, noise, noiseAndText, farRepeats, skewed, steps

    var bytes: [UInt8] {
      var random = Steps()
      switch self {
      case .nothing: return []
      case .oneByte: return [0x61]
      case .fewBytes: return Array("abcabcabc".utf8)
      case .allBytes: return (0...255).map { UInt8($0) }
      case .sameByte: return [UInt8](repeating: 0x20, count: 200_000)
      case .words: return Kind.text(40_000, &random)
      case .longText: return Kind.text(700_000, &random)
      case .noise: return (0..<150_000).map { _ in random.byte }
      case .noiseAndText:
        return (0..<70_000).map { _ in random.byte } + Kind.text(70_000, &random) + (0..<20).map { _ in random.byte }
      case .farRepeats:
        // The same words a window apart, a byte less and a byte more.
        let block = (0..<32_768).map { _ in random.byte }
        return block + block + block.dropFirst() + block.prefix(100) + [0] + block
      case .skewed:
        // Counts as Fibonacci's numbers give the longest words that a Huffman code can have.
        var (count, next) = (1, 1)
        var bytes: [UInt8] = []
        for symbol in 0..<UInt8(24) {
          for _ in 0..<count { bytes.append(symbol &* 7) }
          (count, next) = (next, count + next)
        }
        // In an order without repeats, or matches would take the place of bytes.
        for place in bytes.indices.reversed() { bytes.swapAt(place, Int(random.next % UInt64(place + 1))) }
        return bytes
      case .steps:
        // Matches of every length, at growing distances.
        var bytes: [UInt8] = []
        for length in 3...300 {
          let opening = (0..<length).map { _ in random.byte }
          bytes += opening + (0..<length * 3).map { _ in random.byte } + opening + [random.byte]
        }
        return bytes
      }
    }

    private static func text(_ count: Int, _ random: inout Steps) -> [UInt8] {
      let words = ["the", "account", "quit", "<p>", "</p>\n", "profile", "ü", "12", "<a href=\"", "\">"]
      var bytes: [UInt8] = []
      while bytes.count < count { bytes += Array((words[Int(random.next % 10)] + " ").utf8) }
      return bytes
    }
  }

  /// The same numbers each time.
  struct Steps {
    private var state: UInt64 = 7
    var next: UInt64 {
      mutating get {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return state >> 33
      }
    }
    var byte: UInt8 { mutating get { UInt8(truncatingIfNeeded: next) } }
  }

  @Test("gives back every byte, as zlib reads it", arguments: Kind.allCases)
  func roundTrip(_ kind: Kind) throws {
    let bytes = kind.bytes
    let undone = try #require(Inflater.undo(.gzip, Deflater.member(of: bytes)[...], limit: 1 << 24))
    #expect(undone.isComplete)
    #expect(undone.bytes == bytes)
  }

  @Test("gives the same member whatever was packed before", arguments: Kind.allCases)
  func determinism(_ kind: Kind) {
    let bytes = kind.bytes
    let member = Deflater.member(of: bytes)
    for other in Kind.allCases { _ = Deflater.member(of: other.bytes) }
    #expect(Deflater.member(of: bytes) == member)
  }

  @Test("gives the same member for a whole and for its parts")
  func parts() {
    let bytes = Kind.words.bytes
    #expect(Deflater.member(of: Array(bytes[..<9]), [], Array(bytes[9...])) == Deflater.member(of: bytes))
  }

  @Test("makes text smaller, and noise larger by a few bytes in a thousand at the most")
  func sizes() {
    #expect(Deflater.member(of: Kind.longText.bytes).count * 3 < Kind.longText.bytes.count)
    #expect(Deflater.member(of: Kind.noise.bytes).count < Kind.noise.bytes.count + 150)
  }

  @Test("stays within the room that it asks for", arguments: Kind.allCases)
  func bound(_ kind: Kind) {
    let bytes = kind.bytes
    // Head and tail of a member are 18 bytes.
    #expect(Deflater.member(of: bytes).count - 18 <= QuickDeflate.bound(bytes.count))
  }

  @Test("forgets what was long ago when positions reach their limit")
  func manyInputs() throws {
    var deflate = QuickDeflate(base: Int(UInt32.max) - 100_000)
    let bytes = Kind.words.bytes
    for _ in 0..<4 {
      var output = [UInt8](repeating: 0, count: QuickDeflate.bound(bytes.count))
      let count = unsafe output.withUnsafeMutableBytes { output in
        unsafe bytes.withUnsafeBytes { bytes in
          unsafe output.baseAddress.map { unsafe deflate.pack(bytes, into: $0) } ?? 0
        }
      }
      let undone = try #require(Inflater.undo(.bare, output[..<count], limit: 1 << 20))
      #expect(undone.bytes == bytes)
    }
  }
}
