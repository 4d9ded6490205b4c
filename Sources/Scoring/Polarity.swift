/// How kind or unkind the words are, whatever they are about.
///
/// Rules of our own in the manner of valence-aware lexicons: a rated word or phrase counts more after "very" and less
/// after "slightly", turns around after a denial within its clause, shouts in capitals, and weighs more after "but" than
/// before it. A phrase that is rated 0 takes its words out of the reckoning: "no doubt" denies nothing.
struct Polarity {
  /// −1…+1 for the whole text.
  private(set) var compound: Float = 0
  /// Mean of the sums of the clauses that speak of the service, about −1…+1.
  private(set) var towardsTarget: Float = 0

  private let passage: Passage
  private let settings: Settings
  /// Whether capitals stand out, because not everything is written in them.
  private let heedsCapitals: Bool

  init(passage: Passage, settings: Settings = Settings()) {
    self.passage = passage
    self.settings = settings
    heedsCapitals = passage.census.mixesCase
    var sum: Float = 0
    var target: Float = 0
    var targetClauses: Float = 0
    for index in passage.clauses.indices {
      let clause = passage.clauses[index]
      let (value, strong) = sums(of: clause)
      var weight: Float = 1
      if clause.precedesContrast { weight = settings.beforeContrast }
      if clause.isQuestion { weight *= settings.question }
      sum += value * weight
      if clause.namesTarget || (clause.topic == .target && !clause.namesRival) {
        target += strong * weight * (clause.namesTarget ? 1 : 0.5)
        targetClauses += 1
      }
    }
    let exclamations = passage.census.exclamations
    sum += (sum > 0 ? settings.exclaimed : -settings.exclaimed) * (sum == 0 ? 0 : Float(min(exclamations, 4)))
    let spread = (1 + Float(passage.tokens.count) / settings.longText).squareRoot()
    sum /= spread * spread.squareRoot()
    compound = sum / (sum * sum + settings.normalisation).squareRoot()
    towardsTarget = target / (target * target + settings.tone).squareRoot() * (targetClauses > 0 ? 2 : 0)
  }

  // Taken from the passage anew wherever they are asked for, since copies of them would cost more than that.
  private var grammar: Grammar { passage.grammar }
  private var glossary: Glossary { passage.glossary }
  private var phrases: PhraseTable { passage.grammar.phrases }

  /// The sum of a clause's rated words, and of the strongly rated ones alone.
  private func sums(of clause: Clause) -> (Float, Float) {
    let tones = passage.census.tones
    let end = clause.tokens.upperBound
    var all: Float = 0
    var strong: Float = 0
    var scope = clause.tokens.lowerBound
    var denial = -1
    var index = tones.next(from: scope, before: end)
    while index < end {
      let word = glossary[index]
      var length = 1
      var rating = word.rating
      var isPhrase = false
      if word.facts & Grammar.Fact.beginsPhrase != 0, let phrase = phrase(at: index, before: end) {
        rating = phrase.rating
        length = Int(phrase.count) + 1
        isPhrase = true
      }
      if !isPhrase, passage.tokens[index].word == Mark.rival { rating = ratingOfName(at: index) }
      if !isPhrase, rating != 0, stresses(at: index, before: end) { rating = 0 }
      let denies = !isPhrase && word.plays(.denial)
      if denies {
        if denial >= 0 { all += settings.idleDenial }
        denial = index
      } else if rating != 0 {
        let value = value(of: rating, at: index, from: scope, denial: &denial, clause)
        all += value
        if abs(rating) >= settings.strong { strong += value }
      }
      if isPhrase && rating == 0 { scope = index + length }
      index = tones.next(from: index + length, before: end)
    }
    if denial >= 0 { all += settings.idleDenial }
    return (all, strong)
  }

  /// What a word means that was taken for a service: "Wow!" is mostly no game.
  private func ratingOfName(at index: Int) -> Float {
    let token = passage.tokens[index]
    guard token.traits.contains(.opensSentence) else { return 0 }
    return grammar.words[Int(grammar.vocabulary.number(of: token.hash))].rating
  }

  /// Whether a rated word only stresses the next one: "damn good".
  private func stresses(at index: Int, before end: Int) -> Bool {
    index + 1 < end && glossary.plays(index, .intensifier) && glossary[index + 1].rating != 0
  }

  /// The longest rated phrase that begins at a token and ends before another.
  @inline(__always) private func phrase(at index: Int, before end: Int) -> PhraseTable.Phrase? {
    let tokens = passage.tokens
    guard index + 1 < end, phrases.mayBegin(tokens[index].word, tokens[index + 1].word) else { return nil }
    return phrases.phrase(at: index, before: end, in: passage.tokens)
  }

  /// What a rated word counts in its place: stressed, weakened, denied.
  private func value(
    of rating: Float, at index: Int, from scope: Int, denial: inout Int, _ clause: Clause
  ) -> Float {
    var value = rating
    let sign: Float = rating < 0 ? -1 : 1
    let token = passage.tokens[index]
    if heedsCapitals, token.traits.contains(.shouted), !token.traits.contains(.title) {
      value += sign * settings.shouted
    }
    if token.traits.contains(.drawnOut) { value += sign * settings.intensified }
    var distance = 1
    while distance <= 3, index - distance >= scope {
      let before = glossary[index - distance]
      let fade: Float = distance == 1 ? 1 : distance == 2 ? 0.95 : 0.9
      if before.plays(.intensifier) { value += sign * settings.intensified * fade }
      if before.plays(.dampener) { value -= sign * settings.intensified * fade }
      distance += 1
    }
    if denial >= scope, index - denial <= settings.reach {
      value *= rating > 0 ? settings.deniedKind : settings.deniedUnkind
      denial = -1
    }
    return value
  }
}

extension Polarity {
  /// The free numbers, set in round steps where the result is flat; `docs/scoring.md` has the figures.
  struct Settings {
    /// What "very" adds to a word next to it, and "slightly" takes away.
    var intensified: Float = 0.5
    /// What capitals add.
    var shouted: Float = 0.7
    /// What becomes of a kind and of an unkind word after a denial.
    var deniedKind: Float = -0.4
    var deniedUnkind: Float = -0.4
    /// What a denial says that turns no word around.
    var idleDenial: Float = -0.8
    /// How many words a denial reaches.
    var reach = 4
    var beforeContrast: Float = 0.5
    var question: Float = 0.6
    /// What each of the first four exclamation marks adds.
    var exclaimed: Float = 0.5
    /// Words from which on a text's sum counts as spread over it.
    var longText: Float = 5
    var normalisation: Float = 4
    /// Slows the growth of what is said of the service.
    var tone: Float = 1000
    /// Ratings from here on colour what is said of the service.
    var strong: Float = 2
  }
}
