import Markup

/// What one value of `class`, `id` or `role` says to the readers of a page, so that each value is looked at once.
struct NameNote {
  private(set) var bits: UInt64 = 0

  /// Part of the page (`ClassWords`).
  var hints: PartHints { PartHints(rawValue: UInt16(truncatingIfNeeded: bits)) }
  /// Part of a comment (`NameRoles`), where the notes hold that.
  var role: NameRole { NameRole(rawValue: UInt16(truncatingIfNeeded: bits >> 16)) }

  /// Whether it may speak of comments or posts.
  static let speaks: UInt64 = 1 << 32
  /// Whether it speaks of a forum.
  static let forum: UInt64 = 1 << 33
  /// Whether it names a comment system's container.
  static let container: UInt64 = 1 << 34
  /// The bits of `role`.
  static let roles: UInt64 = 0xffff << 16
  /// Put into the first note, which is of no name: the notes hold parts of comments.
  static let hasRoles: UInt64 = 1 << 63

  /// All words that names are searched for.
  static let words = WordIndex(CommentSighting.allWords + ForumSigns.allWords)

  init(bits: UInt64) { self.bits = bits }
}

extension Document {
  /// Notes what the page's names say, but for their parts in comments.
  ///
  /// - Complexity: O(bytes of the distinct names).
  mutating func noteNames() {
    if notes.isEmpty, !names.isEmpty { notes = notesOfNames() }
  }

  private func notesOfNames() -> [UInt64] {
    var notes = [UInt64](repeating: 0, count: names.count)
    let words = ClassWords.shared
    let bytes = pool.span
    var numbered = NumberedNames(count: names.count)
    for number in 1..<names.count {
      let name = names[number]
      let text = bytes.extracting(name.range)
      var note: UInt64 = 0
      if let twin = numbered.twin(of: number, name, text) {
        note = notes[twin] & ~NameNote.container
      } else {
        note = UInt64(words.hints(of: name.range, in: pool).rawValue)
        if NameNote.words.occurs(in: text) {
          if CommentSighting.words.occurs(in: text) { note |= NameNote.speaks }
          if ForumSigns.words.occurs(in: text) { note |= NameNote.forum }
        }
      }
      if SourceSight.names(text) { note |= NameNote.container }
      notes[number] = note
    }
    return notes
  }

  /// Notes which parts of comments the page's names name.
  mutating func noteRoles() {
    if !notes.isEmpty, notes[0] & NameNote.hasRoles == 0 { notes = notesWithRoles() }
  }

  private func notesWithRoles() -> [UInt64] {
    var notes = notes
    let bytes = pool.span
    var numbered = NumberedNames(count: names.count)
    for number in 1..<names.count {
      let name = names[number]
      if let twin = numbered.twin(of: number, name, bytes.extracting(name.range)) {
        notes[number] |= notes[twin] & NameNote.roles
        continue
      }
      var role: NameRole = []
      switch name.attribute {
      case .class: role = roleOfClass(name.range)
      case .identifier: role = NameRoles.role(of: name.range, in: pool.span)
      case let attribute where attribute.isHook: role = NameRoles.role(of: name.range, in: pool.span)
      default: continue
      }
      notes[number] |= UInt64(role.rawValue) << 16
    }
    notes[0] |= NameNote.hasRoles
    return notes
  }

  /// The note of an attribute's value; `nil` where there is none.
  @inline(__always) func note(_ attribute: Attribute) -> NameNote? {
    attribute.number > 0 && Int(attribute.number) < notes.count ? NameNote(bits: notes[Int(attribute.number)]) : nil
  }
}

/// Finds names that differ from an earlier one only in the number at their end, which says nothing: `comment-12`.
struct NumberedNames {
  private var keys: [UInt64]
  private var numbers: [Int32]
  private let mask: Int

  /// Longer names are taken as they are.
  private static let longest = 100

  /// Prepares for so many names.
  init(count: Int) {
    var size = 64
    while size < count * 2 { size *= 2 }
    mask = size - 1
    keys = [UInt64](repeating: 0, count: size)
    numbers = [Int32](repeating: 0, count: size)
  }

  /// The number of an earlier name that is the same but for the number at its end, which has as many digits; `nil` where there is none.
  mutating func twin(of number: Int, _ name: Document.Name, _ text: Span<UInt8>) -> Int? {
    var end = text.count
    guard end <= NumberedNames.longest else { return nil }
    while end > 0, text[end - 1] >= 0x30, text[end - 1] <= 0x39 { end -= 1 }
    guard end > 0, end < text.count else { return nil }
    let kind = UInt64(name.attribute.rawValue) << 32 | UInt64(text.count - end)
    var key = text.extracting(0..<end).hash ^ kind &* 0x9e37_79b9_7f4a_7c15
    if key == 0 { key = 1 }
    var slot = Int(truncatingIfNeeded: key) & mask
    while keys[slot] != 0 {
      if keys[slot] == key { return Int(numbers[slot]) }
      slot = (slot + 1) & mask
    }
    keys[slot] = key
    numbers[slot] = Int32(truncatingIfNeeded: number)
    return nil
  }
}
