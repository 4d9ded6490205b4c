/// What one scalar is to a date, and its form without case and diacritics.
struct Glyph {
  /// What a scalar does in a date.
  enum Role {
    case space, ignored, ideograph, letter
    case digit(UInt8)
    case mark(UInt8)
  }

  let role: Role
  /// The scalar in lower case without diacritics; 0 for those that fold into nothing.
  let folded: UInt32

  private init(_ role: Role, _ folded: UInt32) {
    self.role = role
    self.folded = folded
  }

  /// Reads an ASCII byte.
  @inline(__always)
  init(ascii byte: UInt8) {
    switch byte {
    case 0x30...0x39: (role, folded) = (.digit(byte - 0x30), 0)
    case 0x61...0x7a: (role, folded) = (.letter, UInt32(byte))
    case 0x41...0x5a: (role, folded) = (.letter, UInt32(byte | 0x20))
    case 0x21...0x7e: (role, folded) = (.mark(byte), 0)
    default: (role, folded) = (.space, 0)
    }
  }

  /// Reads any scalar.
  init(_ scalar: UInt32) {
    switch scalar {
    case 0..<0x80: self.init(ascii: UInt8(truncatingIfNeeded: scalar))
    case 0x80...0xa0, 0x1680, 0x2000...0x200a, 0x2028...0x2029, 0x202f, 0x205f, 0x3000:
      self.init(.space, 0)
    // Combining accents, joiners and direction marks, and the ordinal signs of "1.º".
    case 0xaa, 0xad, 0xba, 0x300...0x36f, 0x200b...0x200f, 0x202a...0x202e, 0x2066...0x2069, 0xfeff:
      self.init(.ignored, 0)
    case 0x2010...0x2015, 0x2212, 0xff0d: self.init(.mark(0x2d), 0)
    case 0x2018...0x201b, 0x2032, 0xff07: self.init(.mark(0x27), 0)
    case 0xff1a, 0x2236: self.init(.mark(0x3a), 0)
    case 0x3001, 0xff0c, 0x60c: self.init(.mark(0x2c), 0)
    case 0x3002, 0xff0e, 0x2024: self.init(.mark(0x2e), 0)
    case 0xff0f, 0x2044: self.init(.mark(0x2f), 0)
    case 0xff08: self.init(.mark(0x28), 0)
    case 0xff09: self.init(.mark(0x29), 0)
    case 0xa1...0xb9, 0xbb...0xbf, 0xd7, 0xf7, 0x2016...0x2017, 0x201c...0x2027, 0x2030...0x2031, 0x2033...0x2065,
      0x2070...0x2bff, 0x3003...0x3020, 0x30fb, 0xff01...0xff06, 0xff0a...0xff0b, 0xff1b...0xff20, 0x964:
      self.init(.mark(0x7c), 0)
    case 0x660...0x669, 0x6f0...0x6f9, 0xff10...0xff19: self.init(.digit(UInt8(scalar & 15)), 0)
    case 0x966...0x96f, 0x9e6...0x9ef: self.init(.digit(UInt8((scalar - 6) & 15)), 0)
    case 0x3400...0x9fff, 0xf900...0xfaff: self.init(.ideograph, scalar)
    default: self.init(.letter, Glyph.fold(scalar))
    }
  }

  /// Lower case without diacritics, for the alphabets of the month tables.
  private static func fold(_ scalar: UInt32) -> UInt32 {
    switch scalar {
    case 0xc0...0x17f: Glyph.latin(scalar)
    case 0x1cd...0x1dc: UInt32(Array("aaiioouuuuuuuuuu".utf8)[Int(scalar - 0x1cd)])
    case 0x218, 0x219: 0x73
    case 0x21a, 0x21b: 0x74
    case 0x1ea0...0x1eb7: 0x61
    case 0x1eb8...0x1ec7: 0x65
    case 0x1ec8...0x1ecb: 0x69
    case 0x1ecc...0x1ee3: 0x6f
    case 0x1ee4...0x1ef1: 0x75
    case 0x1ef2...0x1ef9: 0x79
    // Greek: accents off, capitals down, final sigma to sigma.
    case 0x386, 0x3ac: 0x3b1
    case 0x388, 0x3ad: 0x3b5
    case 0x389, 0x3ae: 0x3b7
    case 0x38a, 0x390, 0x3aa, 0x3af, 0x3ca: 0x3b9
    case 0x38c, 0x3cc: 0x3bf
    case 0x38e, 0x3ab, 0x3b0, 0x3cb, 0x3cd: 0x3c5
    case 0x38f, 0x3ce: 0x3c9
    case 0x3c2: 0x3c3
    case 0x391...0x3a9: scalar + 0x20
    // Cyrillic: capitals down, ё to е.
    case 0x401, 0x451: 0x435
    case 0x400...0x40f: scalar + 0x50
    case 0x410...0x42f: scalar + 0x20
    case 0x490: 0x491
    // Arabic: hamza carriers to alef.
    case 0x622, 0x623, 0x625: 0x627
    default: scalar
    }
  }

  /// Latin-1 and Latin Extended-A letters to their ASCII base letter.
  private static func latin(_ scalar: UInt32) -> UInt32 {
    // One base letter for each scalar from U+00C0; æ, ð, þ, œ and ŋ keep a letter of their own.
    let bases: StaticString = """
      aaaaaa&ceeeeiiiidnooooo*ouuuuy+saaaaaa&ceeeeiiiidnooooo/ouuuuy+yaaaaaacccccccc\
      ddddeeeeeeeeeegggggggghhhhiiiiiiiiii%%jjkkklllllllllln\
      nnnnnn~~oooooo##rrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs
      """
    let index = Int(scalar - 0xc0)
    guard index < bases.utf8CodeUnitCount else { return scalar }
    return UInt32(unsafe bases.utf8Start[index])
  }
}
