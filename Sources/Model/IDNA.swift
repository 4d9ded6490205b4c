/// Internationalised host names as ASCII: UTS 46, not transitional, as the URL standard asks for it.
///
/// CheckHyphens, UseSTD3ASCIIRules and VerifyDnsLength are off; CheckBidi and CheckJoiners are on. A name that is
/// ASCII already is only put into lower case, whatever its `xn--` labels hold (URL standard, "domain to ASCII").
enum IDNA {
  private static let table = MappingTable()
  private static let marks = ScalarClasses(IDNATables.marks)
  private static let bidi = ScalarClasses(IDNATables.bidi)
  private static let joining = ScalarClasses(IDNATables.joining)

  /// The longest name that is looked at, in scalars.
  private static let longestName = 2048

  /// The ASCII form of a name; `nil` where it has none.
  static func ascii(_ name: [UInt8]) -> [UInt8]? {
    if name.allSatisfy({ $0 < 0x80 }) { return name.map(lowercased) }
    guard let text = String(validating: name, as: UTF8.self) else { return nil }
    var mapped: [UInt32] = []
    for scalar in text.unicodeScalars {
      guard table.map(scalar.value, into: &mapped), mapped.count <= longestName else { return nil }
    }
    let labels = Normalization.composed(mapped).split(separator: 0x2e, omittingEmptySubsequences: false)
      .map(Array.init)
    var decoded: [[UInt32]] = []
    for label in labels {
      guard let label = unicode(label) else { return nil }
      decoded.append(label)
    }
    let isBidi = decoded.contains { $0.contains { (1...2).contains(bidi[$0]) } }
    var output: [UInt8] = []
    for (position, label) in decoded.enumerated() {
      if isBidi, !obeysBidiRule(label) { return nil }
      if position > 0 { output.append(0x2e) }
      if label.allSatisfy({ $0 < 0x80 }) {
        output += label.map { UInt8(truncatingIfNeeded: $0) }
      } else {
        guard let code = Punycode.encoded(label) else { return nil }
        output += Array("xn--".utf8) + code
      }
    }
    return output
  }

  static func lowercased(_ byte: UInt8) -> UInt8 { byte >= 0x41 && byte <= 0x5a ? byte | 0x20 : byte }

  /// A label with Punycode undone, where it is valid (UTS 46 §4.1).
  private static func unicode(_ label: [UInt32]) -> [UInt32]? {
    var scalars = label
    if label.starts(with: "xn--".utf8.map { UInt32($0) }) {
      guard label.allSatisfy({ $0 < 0x80 }),
        let decoded = Punycode.decoded(label.dropFirst(4).map { UInt8(truncatingIfNeeded: $0) }),
        decoded.contains(where: { $0 >= 0x80 }), Normalization.composed(decoded) == decoded
      else { return nil }
      scalars = decoded
    }
    guard let first = scalars.first else { return scalars }
    if marks[first] == 1 { return nil }
    for scalar in scalars where scalar >= 0x80 || scalar == 0x2e {
      guard scalar != 0x2e, table.isValid(scalar) else { return nil }
    }
    return obeysJoinerRule(scalars) ? scalars : nil
  }

  /// RFC 5892, appendices A.1 and A.2: joiners only where they change what is seen.
  private static func obeysJoinerRule(_ scalars: [UInt32]) -> Bool {
    for (position, scalar) in scalars.enumerated() where scalar == 0x200c || scalar == 0x200d {
      // After a virama, of class 9, both may stand.
      if position > 0, Normalization.combiningClass(scalars[position - 1]) == 9 { continue }
      guard scalar == 0x200c else { return false }
      let before = scalars[..<position].last { joining[$0] != 4 }.map { joining[$0] }
      let after = scalars[(position + 1)...].first { joining[$0] != 4 }.map { joining[$0] }
      guard before == 1 || before == 3, after == 2 || after == 3 else { return false }
    }
    return true
  }

  /// RFC 5893 §2; the classes are those of `IDNATables.bidi`.
  private static func obeysBidiRule(_ scalars: [UInt32]) -> Bool {
    guard let first = scalars.first else { return true }
    let kinds = scalars.map { bidi[$0] }
    guard let last = kinds.last(where: { $0 != 5 }) else { return false }
    switch bidi[first] {
    case 1:
      return kinds.allSatisfy { (1...5).contains($0) } && (1...3).contains(last)
        && !(kinds.contains(2) && kinds.contains(3))
    case 0:
      return kinds.allSatisfy { $0 == 0 || (3...5).contains($0) } && (last == 0 || last == 3)
    default: return false
    }
  }

  /// The mapping table of UTS 46 §5.
  private struct MappingTable {
    private var starts: [UInt32] = []
    /// 0 valid, 1 ignored, 2 disallowed, else three more than the number of scalars in `targets`.
    private var kinds: [UInt8] = []
    private var offsets: [UInt32] = []
    private var targets: [UInt32] = []

    init() {
      var table = PackedTable(IDNATables.mapping)
      var start: UInt32 = 0
      while let distance = table.next(), let kind = table.next() {
        start += distance
        starts.append(start)
        kinds.append(UInt8(truncatingIfNeeded: kind))
        offsets.append(UInt32(targets.count))
        for _ in 0..<(kind > 3 ? kind - 3 : 0) {
          targets.append(UInt32(truncatingIfNeeded: Int64(start) + Int64(table.nextSigned() ?? 0)))
        }
      }
    }

    /// Appends what a scalar becomes; `false` where it may not stand in a name.
    func map(_ scalar: UInt32, into output: inout [UInt32]) -> Bool {
      let index = starts.rangeIndex(of: scalar)
      switch kinds[index] {
      case 0: output.append(scalar)
      case 1: break
      case 2: return false
      default:
        let offset = Int(offsets[index])
        output += targets[offset..<(offset + Int(kinds[index]) - 3)]
      }
      return true
    }

    func isValid(_ scalar: UInt32) -> Bool { kinds[starts.rangeIndex(of: scalar)] == 0 }
  }
}
