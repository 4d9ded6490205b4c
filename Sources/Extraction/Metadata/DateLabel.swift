/// The rule that knows what the words before a date say of it: "Published on", "Last updated:", "Stand:".
enum DateLabel: Equatable {
  /// The date of publication.
  case publication
  /// The date of a change.
  case change

  /// What announces a date of publication, in lower case; the beginnings of words.
  private static let publicationWords = [
    "publi", "posted", "posté", "written on", "erschien", "veröffentlicht", "datum:", "date:", "pubbl", "opubl",
    "public",
    "fecha:",
    "postado", "gepubliceerd", "geplaatst", "julkaistu", "publicerad", "publisert", "udgivet", "dodano", "yayın",
    "опубликовано", "first aired", "meldung vom", "pressemitteilung vom", "artikel vom", "beitrag vom",
    "created", "erstellt",
  ]
  private static let publications = publicationWords.map { Array($0.utf8) }

  /// What announces the date of a change.
  private static let changeWords = [
    "updat", "aktualisier", "modifi", "geändert", "änderung", "mise à jour", "mis à jour", "actualiz", "atualiza",
    "aggiorna",
    "edited", "changed", "revised", "reviewed", "bijgewerkt", "uppdaterad", "oppdatert", "opdateret", "päivitetty",
    "aktualizacja", "обновлено", "güncelle", "bearbeitet",
  ]
  private static let changes = changeWords.map { Array($0.utf8) }

  /// What announces a date of something else: an event, a deadline, a right.
  private static let otherWords = [
    "©", "copyright", "deadline", "event", "termin", "expires", "valid until", "gültig bis", "born", "joined",
    "member since", "registered", "registriert", "beigetreten",
  ]
  private static let others = otherWords.map { Array($0.utf8) }
  private static let all = WordIndex(publicationWords + changeWords + otherWords)

  /// Bytes before a date in which its label may stand.
  static let reach = 60

  /// What the words before the first digit of a text say, the last label winning; `nil` where they say nothing.
  ///
  /// - Parameters:
  ///   - text: words in lower case, up to the date and perhaps beyond.
  ///   - before: words in front of those, in lower case; only what stands behind the last digit counts.
  static func of(_ text: [UInt8], before: [UInt8] = []) -> DateLabel? {
    func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }
    let tail = before.lastIndex(where: isDigit).map { before[($0 + 1)...] } ?? before[...]
    var words: [UInt8] = []
    let head = text.firstIndex(where: isDigit) ?? text.count
    words.reserveCapacity(tail.count + 1 + head)
    words.append(contentsOf: tail)
    words.append(0x20)
    words.append(contentsOf: text[..<head])
    if words.count > reach { words.removeFirst(words.count - reach) }
    guard all.occurs(in: words.span) else { return nil }
    var label: DateLabel?
    var last = -1
    func look(_ openings: [[UInt8]], _ verdict: DateLabel?) {
      for opening in openings {
        if let position = lastPosition(of: opening, in: words), position > last {
          last = position
          label = verdict
        }
      }
    }
    look(publications, .publication)
    look(changes, .change)
    look(others, nil)
    return label
  }

  /// Where an opening begins a word of a text, the last time that it does.
  private static func lastPosition(of opening: [UInt8], in text: [UInt8]) -> Int? {
    guard opening.count <= text.count else { return nil }
    var start = text.count - opening.count
    while start >= 0 {
      if text[start] == opening[0], start == 0 || !isLetter(text[start - 1]), text[start...].starts(with: opening) {
        return start
      }
      start -= 1
    }
    return nil
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    byte >= 0x80 || ((byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x7a)
  }
}
