/// The scorer's free numbers, all of them, in round steps.
///
/// They were chosen on development texts about four services and checked by leaving one service out at a time; see
/// docs/scoring.md for the figures.
enum Weights {
  // Whose act it is. One's own counts in full.
  static let called: Float = 0.8
  static let unsaid: Float = 0.6
  static let others: Float = 0.1
  // Family, friends and readers of the speaker, for what they like and keep.
  static let ours: Float = 0.8

  // Whether it happened.
  static let future: Float = 0.9
  static let hedged: Float = 0.5
  static let desire: Float = 0.7
  static let attempt: Float = 0.7
  static let counterfactual: Float = 0.35
  static let hypothetical: Float = 0.25
  static let doubled: Float = 0.4
  static let question: Float = 0.35
  static let instruction: Float = 0.15
  static let bygone: Float = 0.3
  static let disclaimed: Float = 0.1

  // Where it stands.
  static let title: Float = 3
  static let opening: Float = 1.3
  static let ending: Float = 1.5
  static let quoted: Float = 0.04
  static let quotedTitle: Float = 0.4
  // Leaving in a title that promises instructions and names no "I".
  static let taught: Float = 0.25
  static let update: Float = 2.5
  static let beforeUpdate: Float = 0.4
  // The last clear act of one's own in a post, and what spoke for the other side before it.
  static let verdict: Float = 1.75
  static let beforeVerdict: Float = 0.4

  // How it is tied to the service.
  static let near: Float = 0.9
  static let carried: Float = 0.75
  static let other: Float = 0
  // Going to another service where the text names none that is left: as under a post about this one. To one that no list
  // knows, which may be anybody's name, it counts less.
  static let unsaidOrigin: Float = 0.9
  static let unsaidOriginOfName: Float = 0.2
  // "From Bristol to Leeds": going from one name to another, neither of which is the service's.
  static let elsewhere: Float = 0.2
  // What stands alone where neither the text names the service nor the clause anything that could stand for it.
  static let looseView: Float = 0.5
  static let tiedView: Float = 0.6
  static let looseStay: Float = 0.6
  // Among how many words at its beginning a reply says whether it agrees, and what it counts later.
  static let answering = 12
  static let lateAgreement: Float = 0.5
  // What names no service under a title that names another.
  static let aboutAnother: Float = 0.3
  // What is said without a name in a text that tells of a move: leaving, for the service moved to; kind words, for the
  // one that is left. Cues from which on a move counts as told.
  static let leftForThis: Float = -0.3
  static let aboutTheNew: Float = 0.3
  static let sidesFrom: Float = 1.4
  // What leaving another service adds to good words about this one.
  static let arrival: Float = 0.4

  // Contrast: what stands before "but" counts less than what follows.
  static let beforeContrast: Float = 0.6
  static let afterContrast: Float = 1.3

  // The whole text.
  static let blameAgainstPraise: Float = 0.8
  static let blameTowardsQuitting: Float = 0.12
  static let wavering: Float = 0.4
  static let newsDamping: Float = 0.6
  static let guideDamping: Float = 0.6
  static let sentimentTowardsPraise: Float = 0.5
  static let margin: Float = 0.05
  // How much each sentence takes from the sums, so that a long text needs more of them.
  static let lengthening: Float = 0.03
  // What cues below 1, which only lean to a side, add up to at most.
  static let leaning: Float = 1.8

  // Single words. Their numbers were chosen with the writers of the texts left out in turn, the flattest best of each.
  // Thresholds that a logit of the words' sum counts.
  static let words: Float = 0.6
  // Words that a sum is divided by at least (its root), so that a few do not make much.
  static let fewWords: Float = 30
  // Thresholds that they count at most.
  static let mostOfWords: Float = 1.5
  // Words below which they count less for a side, in a text that names the service and in one that does not.
  static let enoughNamed: Float = 15
  static let enoughUnnamed: Float = 30
  // What they lift a side by at most in a short text whose acts are asked about, imagined or somebody else's.
  static let mostOfDoubtfulWords: Float = 0.15
  // From so much wavering on they only hold back.
  static let waveringWords: Float = 2

  // The chance of being right: a logistic of the distance from the decision, one for neutral, one for a stance.
  // Fitted on texts of other hands, because what cues were tuned on is read better than what comes.
  static let neutralBase: Float = -0.9
  static let neutralSlope: Float = 2.2
  static let stanceBase: Float = -0.1
  static let stanceSlope: Float = 0.8
  static let threshold: Float = 1.5
  static let shortThreshold: Float = 0.7
}
