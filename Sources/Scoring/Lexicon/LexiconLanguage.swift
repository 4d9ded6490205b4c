import Synchronization

/// One language of a lexicon, made ready when it is first asked for.
final class LexiconLanguage: Sendable {
  /// The name of its folder.
  let name: String
  /// The BCP 47 tags of the language, in lower case.
  let tags: [String]
  /// Whether it has any cue to read with.
  let isReadable: Bool
  private let readyGrammar = Mutex<Grammar?>(nil)
  private let readyCues = Mutex<CueList?>(nil)
  private let makeGrammar: @Sendable () -> Grammar
  private let makeCues: @Sendable () -> CueList

  init(
    _ name: String, tags: [String], isReadable: Bool, grammar: @escaping @Sendable () -> Grammar,
    cues: @escaping @Sendable () -> CueList
  ) {
    self.name = name
    self.tags = tags
    self.isReadable = isReadable
    makeGrammar = grammar
    makeCues = cues
  }

  /// What reads it.
  var grammar: Grammar {
    readyGrammar.withLock { ready in
      if let ready { return ready }
      let made = makeGrammar()
      ready = made
      return made
    }
  }

  /// Its cues' names and where they stand.
  var cues: CueList {
    readyCues.withLock { ready in
      if let ready { return ready }
      let made = makeCues()
      ready = made
      return made
    }
  }
}
