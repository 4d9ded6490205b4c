public import Model
import Synchronization

/// Reads the stance of voices about services.
///
/// A scorer holds no state that changes a reading: the same voice, service and parent always give the same reading.
public struct Scorer: Sendable {
  private let core: Core

  /// Makes a scorer that reads with a lexicon.
  public init(lexicon: Lexicon = .builtIn) {
    core = Core(lexicon)
  }

  /// The stance of a voice about a service, why, and on what evidence.
  ///
  /// - Parameters:
  ///   - voice: who speaks; its title, text, quoted ranges and stated language are read.
  ///   - service: what the stance is about.
  ///   - parent: the reading of the voice that this one answers, so that "same here" has a meaning.
  /// - Complexity: linear in the text.
  public func reading(of voice: Voice, about service: Service, answering parent: Reading? = nil) -> Reading {
    var details: Analysis?
    return core.desks.read { desk -> Reading in
      self.reading(of: voice, about: service, answering: parent, at: &desk, isDetailed: false, &details)
    }
  }

  /// The sentiment that `reading` gives a voice, for voices whose stance is known without being read; `nil` where the
  /// lexicon lacks their language.
  public func sentiment(of voice: Voice, about service: Service) -> Double? {
    core.desks.read { desk -> Double? in
      let (_, entry) = language(of: voice, at: &desk)
      guard let entry else { return nil }
      let names = core.prepared.names(of: service, in: entry.name, entry.grammar)
      let passage = Passage(
        on: &desk, quoted: voice.quoted, names: names, grammar: entry.grammar, for: .sentiment)
      return Weighing.rounded(Polarity(passage: passage).compound)
    }
  }

  /// The same reading with every cue, modifier and sum that led to it.
  public func analysis(of voice: Voice, about service: Service, answering parent: Reading? = nil) -> Analysis {
    var details: Analysis?
    let reading = core.desks.read { desk -> Reading in
      self.reading(of: voice, about: service, answering: parent, at: &desk, isDetailed: true, &details)
    }
    return details ?? Analysis(reading: reading, language: nil, register: .personal, findings: [], steps: [])
  }

  /// Every place in a text where a pattern of the lexicon fits, longer ones over shorter ones not yet preferred.
  ///
  /// The text is read as being about a service called Acme with a rival called Zenith: a lexicon's own examples are.
  public func cues(in text: String, language: String = "english") -> [Evidence] {
    guard let grammar = core.lexicon.grammar(named: language) else { return [] }
    return core.desks.read { desk in cues(in: text, grammar, language, at: &desk) }
  }

  private func cues(in text: String, _ grammar: Grammar, _ language: String, at desk: inout Desk) -> [Evidence] {
    desk.text.take(text.utf8)
    desk.tokens.cut(to: 0)
    let names = ServiceNames(Service(name: "Acme", rivals: ["Zenith"]), grammar: grammar)
    Tokenizer.cut(desk.text, grammar: grammar, names: names.filter, into: &desk.tokens, hits: &desk.hits)
    _ = names.collapse(
      &desk.tokens, from: 0, hits: desk.hits, grammar: grammar, bytes: desk.text, spare: &desk.spareTokens)
    desk.glossary.take(desk.tokens, grammar: grammar)
    PatternMatcher(grammar: grammar, tokens: desk.tokens, glossary: desk.glossary, titleCount: 0).find(
      lists: &desk.lists, candidates: &desk.candidates, into: &desk.found)
    return desk.found.indices.map { index in
      let match = desk.found[index]
      let start = Int(desk.tokens[Int(match.start)].start)
      let end = Int(desk.tokens[Int(match.end) - 1].end)
      return Evidence(
        text: desk.text.string(start, end), start: start, end: end,
        cue: core.lexicon.name(of: Int(grammar.patterns[Int(match.pattern)].cue), in: language), weight: 0)
    }
  }

  /// The words and names of a language, where the lexicon has it.
  func grammar(of language: String) -> Grammar? { core.lexicon.entry(of: language)?.grammar }

  /// Lays a voice's title and text on a desk, and tells their language and what the lexicon has for it.
  private func language(of voice: Voice, at desk: inout Desk) -> (tag: String?, entry: LexiconLanguage?) {
    if let title = voice.title { desk.title.take(title.utf8) } else { desk.title.take(EmptyCollection()) }
    desk.text.take(voice.text.utf8)
    let language = LanguageDetector.shared.language(of: desk.text, title: desk.title, stated: voice.language)
    return (language, core.lexicon.entry(of: language ?? "en"))
  }

  /// Reads a voice at a desk; what led to the reading goes into `details` where that is asked for.
  private func reading(
    of voice: Voice, about service: Service, answering parent: Reading?, at desk: inout Desk, isDetailed: Bool,
    _ details: inout Analysis?
  ) -> Reading {
    let (language, entry) = language(of: voice, at: &desk)
    guard let entry else {
      let reading = Reading(stance: nil)
      if isDetailed {
        details = Analysis(reading: reading, language: language, register: .personal, findings: [], steps: [])
      }
      return reading
    }
    let grammar = entry.grammar
    let names = core.prepared.names(of: service, in: entry.name, grammar)
    let passage = Passage(on: &desk, quoted: voice.quoted, names: names, grammar: grammar)
    let weighing = Weighing(passage: passage, isDetailed: isDetailed)
    var cues: CueList?
    let reading = weighing.reading(answering: parent) { cue in
      let list = cues ?? entry.cues
      cues = list
      return list.name(of: cue)
    }
    if isDetailed { details = weighing.analysis(of: reading, language: language) }
    return reading
  }
}

/// What a scorer reads with, behind one reference.
private final class Core: Sendable {
  let lexicon: Lexicon
  let prepared = Prepared()
  let desks = Desks()

  init(_ lexicon: Lexicon) { self.lexicon = lexicon }
}

/// The names of the service last asked for, so that a run of voices about one service derives them once.
private final class Prepared: Sendable {
  /// A class, so that a look at it counts one reference and not one for each of its parts.
  private final class Entry: Sendable {
    let service: Service
    let language: String
    let names: ServiceNames

    init(_ service: Service, _ language: String, _ names: ServiceNames) {
      self.service = service
      self.language = language
      self.names = names
    }
  }

  private let last = Mutex<Entry?>(nil)

  func names(of service: Service, in language: String, _ grammar: Grammar) -> ServiceNames {
    last.withLock { entry in
      if let entry, entry.language == language, entry.service == service { return entry.names }
      let names = ServiceNames(service, grammar: grammar)
      entry = Entry(service, language, names)
      return names
    }
  }
}
