/// Packs bytes as deflate (RFC 1951), as quickly as text allows; what it gives is read by whatever reads deflate.
///
/// Where four bytes have stood before is looked up for the last two times, and the longer match is taken at once. Blocks
/// end after so many bytes or tokens, and each has Huffman codes of its own. Of a page that takes half the time of zlib's
/// level 1 and gives fewer bytes.
@safe struct QuickDeflate: ~Copyable {
  /// By a hash of four bytes where they stood last, and the time before in the upper half; positions are counted on
  /// from one input to the next, so that nothing has to be cleared between them.
  private let places: UnsafeMutablePointer<UInt64>
  /// A block's tokens: a byte, or a match's distance with its length above.
  private let tokens: UnsafeMutablePointer<UInt32>
  private let symbols = SymbolCounts()
  /// The position of the input's first byte: farther than a match may lie from all that was noted before it.
  private var base: Int

  private static let hashBits = 14
  /// How far back a match may lie.
  private static let window = 32_768
  private static let longest = 258
  /// A block that does not pack is written as it is, for which 65,535 bytes are the most.
  private static let blockBytes = 65_000
  private static let blockTokens = 16_384

  /// - Parameter base: where positions begin.
  init(base: Int = window + 1) {
    self.base = base
    unsafe places = .allocate(capacity: 1 << QuickDeflate.hashBits)
    unsafe places.initialize(repeating: 0, count: 1 << QuickDeflate.hashBits)
    unsafe tokens = .allocate(capacity: QuickDeflate.blockTokens)
  }

  deinit {
    unsafe places.deallocate()
    unsafe tokens.deallocate()
  }

  /// The room that packing so many bytes takes at the most.
  static func bound(_ count: Int) -> Int { count + (count / blockTokens + 1) * 8 + 16 }

  /// Packs bytes; the same bytes always give the same.
  ///
  /// - Parameter output: room for `bound` bytes.
  /// - Returns: how many bytes were written.
  @unsafe mutating func pack(_ input: UnsafeRawBufferPointer, into output: UnsafeMutableRawPointer) -> Int {
    // Positions take 32 bits: once in a while all is forgotten.
    if base + input.count + QuickDeflate.window > Int(UInt32.max) {
      unsafe places.update(repeating: 0, count: 1 << QuickDeflate.hashBits)
      base = QuickDeflate.window + 1
    }
    var writer = unsafe BitWriter(output)
    var start = 0
    repeat {
      symbols.clear()
      let (count, end) = unsafe match(input, from: start)
      unsafe write(count, of: UnsafeRawBufferPointer(rebasing: input[start..<end]), end == input.count, to: &writer)
      start = end
    } while start < input.count
    writer.fill()
    base += input.count + QuickDeflate.window
    return unsafe writer.end - output
  }

  /// Turns bytes into the tokens of one block.
  ///
  /// - Returns: how many tokens there are, and where the block ends.
  private func match(_ input: UnsafeRawBufferPointer, from start: Int) -> (count: Int, end: Int) {
    let limit = min(input.count, start + QuickDeflate.blockBytes)
    var count = 0
    var here = start
    guard let bytes = input.baseAddress else { return (0, 0) }
    // Up to eight bytes are looked at behind a place.
    while here < limit &- 8, count < QuickDeflate.blockTokens {
      let four = unsafe bytes.loadUnaligned(fromByteOffset: here, as: UInt32.self)
      let slot = QuickDeflate.slot(of: four)
      let known = unsafe places[slot]
      unsafe places[slot] = known &<< 32 | UInt64(truncatingIfNeeded: base &+ here)
      let most = min(QuickDeflate.longest, limit &- here)
      var length = 0
      var distance = base &+ here &- Int(truncatingIfNeeded: known & 0xffff_ffff)
      if distance <= QuickDeflate.window {
        unsafe length = QuickDeflate.common(bytes, here &- distance, here, four, upTo: most)
        let earlier = base &+ here &- Int(truncatingIfNeeded: known &>> 32)
        if earlier <= QuickDeflate.window, length < most {
          let other = unsafe QuickDeflate.common(bytes, here &- earlier, here, four, upTo: most)
          if other > length {
            length = other
            distance = earlier
          }
        }
      }
      if length == 0 {
        let byte = four.littleEndian & 0xff
        symbols.add(Int(truncatingIfNeeded: byte))
        unsafe tokens[count] = byte
        count &+= 1
        here &+= 1
        continue
      }
      symbols.add(LengthSymbol.of(length))
      symbols.addDistance(DistanceSymbol.of(distance))
      unsafe tokens[count] = UInt32(truncatingIfNeeded: length &<< 16 | distance)
      count &+= 1
      // Of the places that a match passes over three are noted: a loop over all costs more than it finds.
      if here &+ length < limit &- 8 {
        unsafe note(bytes, here &+ 1)
        unsafe note(bytes, here &+ 2)
        unsafe note(bytes, here &+ length &- 1)
      }
      here &+= length
    }
    while here < limit, count < QuickDeflate.blockTokens {
      let byte = unsafe bytes.load(fromByteOffset: here, as: UInt8.self)
      symbols.add(Int(byte))
      unsafe tokens[count] = UInt32(byte)
      count &+= 1
      here &+= 1
    }
    return (count, here)
  }

  @inline(__always) private func note(_ bytes: UnsafeRawPointer, _ place: Int) {
    let slot = unsafe QuickDeflate.slot(of: bytes.loadUnaligned(fromByteOffset: place, as: UInt32.self))
    unsafe places[slot] = unsafe places[slot] &<< 32 | UInt64(truncatingIfNeeded: base &+ place)
  }

  @inline(__always) private static func slot(of four: UInt32) -> Int {
    Int(truncatingIfNeeded: (four &* 0x9e37_79b1) &>> UInt32(32 - hashBits))
  }

  /// How many bytes are the same at two places; 0 where the four at the second are not.
  @inline(__always) private static func common(
    _ bytes: UnsafeRawPointer, _ left: Int, _ right: Int, _ four: UInt32, upTo most: Int
  ) -> Int {
    if unsafe bytes.loadUnaligned(fromByteOffset: left, as: UInt32.self) != four { return 0 }
    var length = 4
    while length &+ 8 <= most {
      let difference =
        unsafe bytes.loadUnaligned(fromByteOffset: left &+ length, as: UInt64.self)
        ^ bytes.loadUnaligned(fromByteOffset: right &+ length, as: UInt64.self)
      if difference != 0 { return length &+ UInt64(littleEndian: difference).trailingZeroBitCount &>> 3 }
      length &+= 8
    }
    while length < most,
      unsafe bytes.load(fromByteOffset: left &+ length, as: UInt8.self)
        == bytes.load(fromByteOffset: right &+ length, as: UInt8.self)
    {
      length &+= 1
    }
    return length
  }

  /// Writes a block: its tokens, or its bytes as they are where that is shorter.
  private func write(_ count: Int, of bytes: UnsafeRawBufferPointer, _ isLast: Bool, to writer: inout BitWriter) {
    symbols.add(256)
    let letters = HuffmanCode(symbols.letters, longest: 15)
    let distances = HuffmanCode(symbols.distances, longest: 15)
    let head = BlockHead(letters, distances)
    guard 3 + head.size + size(letters, distances) < 8 * (5 + bytes.count) else {
      writer.put(isLast ? 0b001 : 0b000, 3)
      writer.fill()
      writer.put(UInt64(bytes.count | (~bytes.count & 0xffff) << 16), 32)
      unsafe writer.copy(bytes)
      return
    }
    writer.put(isLast ? 0b101 : 0b100, 3)
    head.write(to: &writer)
    let lengths = QuickDeflate.lengths(letters)
    unsafe letters.words.withUnsafeBufferPointer { letters in
      unsafe distances.words.withUnsafeBufferPointer { distances in
        unsafe lengths.withUnsafeBufferPointer { lengths in
          for place in 0..<count {
            let token = Int(unsafe tokens[place])
            let word = unsafe token < 256 ? letters[token] : lengths[token &>> 16]
            writer.hold(UInt64(word.bits), Int(word.width))
            if token >= 256 {
              let distance = token & 0xffff
              let symbol = DistanceSymbol.of(distance)
              let word = unsafe distances[symbol]
              let bits = DistanceSymbol.bits(symbol)
              let rest = UInt64(truncatingIfNeeded: DistanceSymbol.rest(distance, bits: bits))
              writer.hold(UInt64(word.bits) | rest &<< UInt64(word.width), Int(word.width) &+ bits)
            }
            writer.flush()
          }
        }
      }
    }
    writer.put(UInt64(letters.words[256].bits), Int(letters.words[256].width))
  }

  /// The bits that the block's tokens take.
  private func size(_ letters: HuffmanCode, _ distances: HuffmanCode) -> Int {
    let (letterCounts, distanceCounts) = (symbols.letters, symbols.distances)
    var size = letters.size(of: letterCounts) + distances.size(of: distanceCounts)
    for symbol in 257..<letterCounts.count { size += Int(letterCounts[symbol]) * LengthSymbol.bits(symbol) }
    for (symbol, count) in distanceCounts.enumerated() { size += Int(count) * DistanceSymbol.bits(symbol) }
    return size
  }

  /// What is written for each length: its symbol's word with the bits behind it.
  private static func lengths(_ letters: HuffmanCode) -> [HuffmanCode.Word] {
    var lengths = [HuffmanCode.Word](repeating: HuffmanCode.Word(), count: longest + 1)
    for length in 3...longest {
      let symbol = LengthSymbol.of(length)
      var word = letters.words[symbol]
      word.bits |= UInt32(LengthSymbol.rest(length, symbol)) << UInt32(word.width)
      word.width += UInt8(LengthSymbol.bits(symbol))
      lengths[length] = word
    }
    return lengths
  }
}
