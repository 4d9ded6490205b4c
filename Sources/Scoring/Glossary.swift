/// What the lexicon says of each token of a text, with paragraphs before and behind, so that each token has neighbours.
///
/// Its rows belong to the desk that the text is read at.
struct Glossary {
  /// How many neighbours a token has at least, on either side.
  static let margin = Lookup.mostDistant

  private var row = Row<Grammar.Word>(capacity: 1024)
  /// The words' numbers, side by side; those that no pattern can ask for are all the same.
  private var numbers = Row<UInt16>(capacity: 1024)
  /// The bits of the words' classes in `Surroundings` by their groups, and by their kin, side by side.
  private var classes = Row<UInt32>(capacity: 1024)
  private var kin = Row<UInt32>(capacity: 1024)
  /// The groups of the one, two, four and eight words that end with each, one bit for each group.
  private var runs = Row<UInt64>(capacity: 4096)
  /// The grammar whose words the margin before the first token was made of.
  private var prepared: ObjectIdentifier?
  /// The tokens that begin with a capital, and those under which patterns are looked up, in ascending order.
  private(set) var capitals = Row<Int32>(capacity: 256)
  private(set) var triggers = Row<Int32>(capacity: 1024)

  /// Frees the memory, which nothing may use any longer.
  func free() {
    row.free()
    numbers.free()
    classes.free()
    kin.free()
    runs.free()
    capitals.free()
    triggers.free()
  }

  /// Looks up every token.
  mutating func take(_ tokens: Row<Token>, grammar: Grammar) {
    let words = grammar.words
    let outside = words[Int(Mark.paragraph)]
    if prepared != ObjectIdentifier(grammar) {
      prepared = ObjectIdentifier(grammar)
      layMargin(outside)
    }
    clear(for: tokens.count)
    var (row, numbers, classes, kin, runs) = (row, numbers, classes, kin, runs)
    var (capitals, triggers) = (capitals, triggers)
    var previous = Glossary.bit(outside.group)
    for index in tokens.indices {
      let token = unsafe tokens.known(index)
      let word = unsafe words.address(of: Int(token.word))
      unsafe row.copy(word, beyond: index)
      if token.traits.contains(.rated) { unsafe noteName(Glossary.margin &+ index, in: row) }
      unsafe numbers.put(Glossary.number(token.word), beyond: index)
      // Whatever has a capital may be a service.
      let isCapital = UInt32(truncatingIfNeeded: token.traits.rawValue & Token.Traits.capital.rawValue)
      unsafe classes.put(word.pointee.surroundings & ~(isCapital &<< 31), beyond: index)
      unsafe kin.put(1 &<< UInt32(word.pointee.classByKin), beyond: index)
      let one = unsafe Glossary.bit(word.pointee.group)
      unsafe Glossary.put(one, one | previous, beyond: 4 &* index, &runs)
      previous = one
      unsafe capitals.put(Int32(truncatingIfNeeded: index), beyond: 0)
      unsafe capitals.lengthen(by: token.traits.contains(.capital) ? 1 : 0)
      unsafe triggers.put(Int32(truncatingIfNeeded: index), beyond: 0)
      // 1 for any family but 0; a comparison would become a branch that nobody foresees.
      unsafe triggers.lengthen(by: (Int(word.pointee.family) &+ Int(UInt32.max)) &>> 32)
    }
    unsafe row.lengthen(by: tokens.count)
    unsafe numbers.lengthen(by: tokens.count)
    unsafe classes.lengthen(by: tokens.count)
    unsafe kin.lengthen(by: tokens.count)
    unsafe row.repeatFirst(Glossary.margin)
    unsafe numbers.repeatFirst(Glossary.margin)
    unsafe classes.repeatFirst(Glossary.margin)
    unsafe kin.repeatFirst(Glossary.margin)
    let one = Glossary.bit(outside.group)
    for place in 0..<Glossary.margin {
      unsafe Glossary.put(one, one | previous, beyond: 4 &* (tokens.count &+ place), &runs)
      previous = one
    }
    unsafe runs.lengthen(by: 4 &* (tokens.count &+ Glossary.margin))
    (self.row, self.numbers, self.classes, self.kin, self.runs) = (row, numbers, classes, kin, runs)
    (self.capitals, self.triggers) = (capitals, triggers)
  }

  /// Puts what stands for no word where the first token has its neighbours before it; it stays there from text to text.
  private mutating func layMargin(_ outside: Grammar.Word) {
    row.fill(Glossary.margin, with: outside)
    numbers.fill(Glossary.margin, with: Glossary.number(Mark.paragraph))
    classes.fill(Glossary.margin, with: outside.surroundings)
    kin.fill(Glossary.margin, with: 1 << UInt32(outside.classByKin))
    runs.fill(4 * Glossary.margin, with: Glossary.bit(outside.group))
  }

  /// Drops what is there but that, and makes room for so many tokens.
  private mutating func clear(for count: Int) {
    let room = count + 2 * Glossary.margin
    row.cut(to: Glossary.margin)
    row.reserve(room)
    numbers.cut(to: Glossary.margin)
    numbers.reserve(room)
    classes.cut(to: Glossary.margin)
    classes.reserve(room)
    kin.cut(to: Glossary.margin)
    kin.reserve(room)
    runs.cut(to: 4 * Glossary.margin)
    runs.reserve(4 * room)
    capitals.cut(to: 0)
    capitals.reserve(count + 1)
    triggers.cut(to: 0)
    triggers.reserve(count + 1)
  }

  /// A word's number as patterns are compared with it.
  @inline(__always) private static func number(_ word: UInt32) -> UInt16 {
    UInt16(truncatingIfNeeded: min(word, WordSets.limit))
  }

  /// The bit of a group's number.
  @inline(__always) private static func bit(_ number: UInt8) -> UInt64 { 1 &<< UInt64(truncatingIfNeeded: number) }

  /// Has a word of the row, which is known to be there, count as one that may be a name.
  @unsafe @inline(never) private func noteName(_ place: Int, in row: Row<Grammar.Word>) {
    var word = unsafe row.known(place)
    word.facts |= Grammar.Fact.naming
    unsafe row.set(place, to: word)
  }

  /// Puts the groups of the runs that end with a word, given those of one and two words, behind those that are there.
  @unsafe @inline(__always)
  private static func put(_ one: UInt64, _ two: UInt64, beyond places: Int, _ runs: inout Row<UInt64>) {
    let at = runs.count &+ places
    let four = unsafe two | runs.known(at &- 2 &* 4 &+ 1)
    let eight = unsafe four | runs.known(at &- 4 &* 4 &+ 2)
    unsafe runs.put(one, beyond: places)
    unsafe runs.put(two, beyond: places &+ 1)
    unsafe runs.put(four, beyond: places &+ 2)
    unsafe runs.put(eight, beyond: places &+ 3)
  }

  /// What the lexicon says of a token.
  @inline(__always) subscript(index: Int) -> Grammar.Word {
    get { row[index &+ Glossary.margin] }
    nonmutating set { row[index &+ Glossary.margin] = newValue }
  }

  /// The same of a token, or a neighbour of one, that is known to be there.
  @unsafe @inline(__always) func known(_ index: Int) -> Grammar.Word { unsafe row.known(index &+ Glossary.margin) }

  /// The number of a token's word, or of a neighbour's, that is known to be there.
  @unsafe @inline(__always) func number(_ index: Int) -> UInt32 {
    UInt32(unsafe numbers.known(index &+ Glossary.margin))
  }

  /// The classes of the words next to a token that is known to be there.
  @unsafe @inline(__always) func surroundings(of index: Int) -> Surroundings {
    let place = index &+ Glossary.margin
    return unsafe Surroundings(before: classes.known(twoFrom: place &- 2), after: classes.known(twoFrom: place &+ 1))
  }

  /// The same of their classes by kin.
  @unsafe @inline(__always) func kin(around index: Int) -> Surroundings {
    let place = index &+ Glossary.margin
    return unsafe Surroundings(before: kin.known(twoFrom: place &- 2), after: kin.known(twoFrom: place &+ 1))
  }

  /// The groups of the words of a stretch at its distance from a token that is known to be there.
  @unsafe @inline(__always) func groups(of stretch: Lookup.Stretch, from index: Int) -> UInt64 {
    let start = 4 &* (index &+ Glossary.margin) &+ Int(stretch.level)
    return unsafe runs.known(start &+ 4 &* Int(stretch.firstRun)) | runs.known(start &+ 4 &* Int(stretch.lastRun))
  }

  /// Whether a token's word plays a role.
  @inline(__always) func plays(_ index: Int, _ role: Grammar.Role) -> Bool {
    row[index &+ Glossary.margin].roles & role.bit != 0
  }
}
