extension Grammar {
  /// What the lexicon says of one word, in one place of memory, so that a word of a text is looked up once.
  struct Word: BitwiseCopyable, Hashable, Sendable {
    /// The roles it plays, one bit each.
    var roles: UInt64
    /// Its family in `triggers`, 0 for none.
    var family: UInt32
    /// How kind or unkind it is, −4…4; 0 for most.
    var rating: Float
    /// What it counts as; see `Tally`.
    var tally: UInt32
    /// What most words lack, so that little is asked of them; see `Fact`.
    var facts: UInt8
    /// Forms that it can be; see `Form`.
    var forms: UInt8
    /// How far it speaks for a side.
    var leaning: Leaning
    /// Its group, 0…63: words of one small class tend to share it.
    var group: UInt8
    /// The number of its class in `Surroundings` by its kin.
    var classByKin: UInt8
    /// The reasons that it speaks of together with others; with them these are 32 bytes, half a cache line.
    var fields: ReasonFields
    /// Its bits in `Surroundings` by its group.
    var surroundings: UInt32

    init(
      roles: UInt64, family: UInt32, group: UInt8, kin: UInt8, rating: Float, facts: UInt8, forms: UInt8,
      leaning: Leaning, fields: ReasonFields, tally: UInt32, mayBeService: Bool
    ) {
      self.roles = roles
      self.family = family
      self.group = group
      surroundings =
        1 << UInt32(Surroundings.number(ofGroup: group)) | (mayBeService ? 0 : Surroundings.noService)
      classByKin = Surroundings.number(ofKin: kin)
      self.rating = rating
      self.facts = facts
      self.forms = forms
      self.leaning = leaning
      self.fields = fields
      self.tally = tally
    }

    /// Whether it plays a role.
    @inline(__always) func plays(_ role: Role) -> Bool { roles & role.bit != 0 }
  }

  /// Forms that an inflected word can be.
  enum Form {
    static let base: UInt8 = 1
    static let third: UInt8 = 2
    static let past: UInt8 = 4
    static let participle: UInt8 = 8
    static let gerund: UInt8 = 16
  }

  /// What a word may be asked for, one bit each.
  enum Fact {
    /// It is rated, denies or names another service.
    static let tone: UInt8 = 1
    /// It parts clauses.
    static let parting: UInt8 = 2
    /// It is the speaker, or the speaker's.
    static let own: UInt8 = 4
    /// It begins a rated phrase of several words.
    static let beginsPhrase: UInt8 = 8
    /// It comes second in one.
    static let continuesPhrase: UInt8 = 16
    /// It names a service or may be a name.
    static let naming: UInt8 = 32
    /// It may begin a late addition.
    static let update: UInt8 = 64
    /// It is another service.
    static let rival: UInt8 = 128
  }

  /// The facts of a word but whether it comes second in a phrase.
  static func facts(of word: UInt32, roles: UInt64, _ rating: Float, _ beginsPhrase: Bool) -> UInt8 {
    func plays(_ role: Role) -> Bool { roles & role.bit != 0 }
    let isBoundary = word >= Mark.stop && word <= Mark.lastBoundary
    var facts: UInt8 = 0
    if rating != 0 || plays(.denial) || word == Mark.rival { facts |= Fact.tone }
    if beginsPhrase { facts |= Fact.beginsPhrase }
    if isBoundary || plays(.contrast) { facts |= Fact.parting }
    if plays(.first) || plays(.mine) { facts |= Fact.own }
    if word == Mark.target || word == Mark.rival || word == Mark.name { facts |= Fact.naming }
    if plays(.update) { facts |= Fact.update }
    if word == Mark.rival { facts |= Fact.rival }
    return facts
  }

  /// Word classes that the rules themselves ask for; `words.txt` defines each under its name.
  enum Role: Int, CaseIterable, Sendable {
    case first, second, third, people, negator, hedge, future, counterfactual, condition, contrast, obligation
    case desire, attempt, doubt, instruction, intensifier, dampener, question, because, mine, yours, theirs, past
    case thirdPerson, auxiliary, link, other, common, relative, opener, denial, update, preposition, collective, thing
    case move, transfer, passing, saying, impersonal, whence

    /// The role's bit among a word's.
    @inline(__always) var bit: UInt64 { 1 &<< UInt64(truncatingIfNeeded: rawValue) }
  }

  /// Whether a word plays a role.
  @inline(__always) func plays(_ word: UInt32, _ role: Role) -> Bool { words[Int(word)].plays(role) }
}
