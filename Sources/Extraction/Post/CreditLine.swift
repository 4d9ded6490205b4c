import Datelines
import Model

/// The rule that knows a line which says no more than who wrote and when.
///
/// "2 days ago", "vor 3 Tagen", "Par Jane Doe", "Published 3 May 2011 at 10:05 | Updated 4 May", "5 gennaio 2025 (modifica il
/// 6 gennaio)". Of such a line nothing is left when the authors' names, numbers, months, days of the week and the
/// small words of datelines are taken from it.
struct CreditLine {
  /// Whether it tells an age: "21 mins ago".
  let isAged: Bool

  /// Most words of such a line.
  static let longest: Int32 = 18

  /// What a line says; `nil` where it says something else.
  ///
  /// - Parameter authors: names of the post's authors, in lower case.
  init?(_ text: String, authors: [[UInt8]]) {
    var line = Words.lowered(text)
    guard line.count <= 160 else { return nil }
    var hasName = false
    for author in authors where author.count >= 3 {
      while let place = Words.position(of: author, in: line) {
        line.replaceSubrange(place..<place + author.count, with: [0x20])
        hasName = true
      }
    }
    var hasTime = false
    var hasLabel = false
    var age = 0
    var start = 0
    var isNumber = false
    func isDigit(_ byte: UInt8) -> Bool { byte &- 0x30 < 10 }
    while start < line.count {
      let byte = line[start]
      if isDigit(byte) {
        isNumber = true
        hasTime = true
        start += 1
        continue
      }
      guard byte >= 0x80 || (byte | 0x20) &- 0x61 < 26 else {
        start += 1
        continue
      }
      var end = start
      while end < line.count, line[end] >= 0x80 || (line[end] | 0x20) &- 0x61 < 26 { end += 1 }
      let word = String(decoding: line[start..<end], as: UTF8.self)
      var goesOn = false
      if word.utf8.count == 1, word == "a" || word == "p", isNumber {
        goesOn = true
      } else if CreditLine.ages.contains(word) {
        age += 1
      } else if CreditLine.labels.contains(word) {
        hasLabel = true
      } else if CreditLine.marks.contains(word) {
        // Part of a time where a number stands before it.
        guard isNumber else { return nil }
        goesOn = true
      } else if !CreditLine.isDatePart(word) {
        return nil
      }
      isNumber = goesOn
      start = end
    }
    isAged = age > 0 && hasTime && CreditLine.isAge(line)
    guard isAged || hasName && (hasLabel || !hasTime) || hasTime && CreditLine.namesDay(line) else { return nil }
  }

  /// Whether a line without its names tells an age, which takes both a number and a word for "before now".
  private static func isAge(_ line: [UInt8]) -> Bool {
    let text = String(decoding: line, as: UTF8.self)
    return Words.position(of: Array("ago".utf8), in: line) != nil
      || ["vor ", "hace ", "il y a ", "há ", "prieš "].contains { text.contains($0) }
      || [" fa", " geleden", " sedan", " siden", " temu", " önce", "前"].contains { text.contains($0) }
  }

  /// Whether a line names a day or a clock's time, and not a year or a number only.
  private static func namesDay(_ line: [UInt8]) -> Bool {
    let text = Words.folded(String(decoding: line, as: UTF8.self))
    if let time = Dateline.timestamp(in: text, source: .text), time.day != nil { return true }
    return line.indices.dropLast(2).contains { index in
      index > 0 && line[index] == 0x3a && line[index - 1] &- 0x30 < 10 && line[index + 1] &- 0x30 < 10
    }
  }

  private static func isDatePart(_ word: String) -> Bool {
    Byline.monthWords.value(of: PhraseTable.foldedHash(Array(word.utf8).span, 0..<word.utf8.count)) != 0
      || weekdays.contains(word)
  }

  private static let weekdays = words(
    """
    montag dienstag mittwoch donnerstag freitag samstag sonntag lundi mardi mercredi jeudi vendredi samedi dimanche \
    lunes martes miércoles jueves viernes sábado domingo lunedì martedì mercoledì giovedì venerdì sabato domenica \
    maandag dinsdag woensdag donderdag vrijdag zaterdag zondag segunda terça quarta quinta sexta feira heute gestern \
    today yesterday aujourd hui hier hoy ayer oggi ieri hoje ontem i dag går juil juill sept gen mag giu lug ago set ott \
    dic fév avr
    """)

  /// Words for spans of time, and for "before now".
  private static let ages = words(
    """
    ago vor hace il y a há fa geleden sedan siden prieš temu önce för for mins min minute minutes minuten minuti minutos \
    minuter minutter hour hours hr hrs stunde stunden heure heures hora horas ora ore uur timmar timer day days tag tage \
    tagen jour jours día días dia dias giorno giorni dag dagen dagar dage week weeks woche wochen semaine semaines semana \
    semanas settimana settimane weken veckor uger month months monat monate monaten mois mes meses mês mese mesi maand \
    maanden year years jahr jahre jahren an ans año años ano anos anno anni jaar second seconds sekunden secs
    """)

  /// What stands before and between names and times.
  private static let labels = words(
    """
    published publish posted updated update modified created written edited last on at by from and am um uhr von vom der \
    dem und le par à et mis jour publié modifié el por y publicado publicada actualizado il di da pubblicato \
    aggiornato modifica modificato door op om gepubliceerd veröffentlicht aktualisiert erstellt geändert zuletzt stand \
    datum date först publicerad uppdaterad publisert oppdatert opdateret kl de del em às atualizado o e n os ultima \
    ultimo aggiornamento dernière mise text autor author auteur autore redaktion
    """)

  /// What belongs to numbers: "3rd", "10h05", "5 pm EST", "2025年1月13日".
  private static let marks = words(
    """
    st nd rd th pm am h m s z t est edt pst pdt cst cdt mst mdt gmt utc bst cet cest ist jst et pt ct uhr km 年 月 日 時 分 \
    时 点
    """)

  private static func words(_ list: String) -> Set<String> { Set(list.split(separator: " ").map(String.init)) }
}
