import Model
import Scoring
import Testing

/// Which language a text is taken for, and what follows from it.
@Suite struct LanguageTests {
  @Test(
    "tells languages by script, stop words and letters",
    arguments: [
      ("I deleted my account because of the new terms", "en"),
      ("Ich habe mein Konto gelöscht, weil es mir reicht", "de"),
      ("He borrado mi cuenta porque no me gusta", "es"),
      ("J'ai supprimé mon compte parce que je ne suis pas content", "fr"),
      ("Ho cancellato il mio profilo perché non mi piace", "it"), ("Eu apaguei a minha conta porque não gosto", "pt"),
      ("Ik heb mijn account verwijderd omdat het niet goed is", "nl"), ("Я удалил свой аккаунт", "ru"),
      ("アカウントを削除しました", "ja"), ("我删除了我的帐户", "zh"), ("계정을 삭제했습니다", "ko"), ("حذفت حسابي", "ar"),
      ("Usunąłem swoje konto, bo nie było tam już nikogo", "pl"),
      ("Jag har tagit bort mitt konto för att det inte var bra", "sv"),
    ])
  func languages(text: String, tag: String) {
    #expect(LanguageDetector.language(of: text) == tag)
  }

  @Test("takes short plain words for English", arguments: ["ok", "+1", "lol", "same here"])
  func short(text: String) {
    #expect(LanguageDetector.language(of: text) == "en")
  }

  @Test("gives no stance in a language that it cannot read")
  func unread() {
    let voice = Voice(kind: .comment, url: "", text: "J'ai supprimé mon compte Acme parce que je ne suis pas content.")
    #expect(Scorer().reading(of: voice, about: Service(name: "Acme")).stance == nil)
  }

  @Test(
    "reads German",
    arguments: [
      ("Ich habe mein Acme-Konto gelöscht.", Stance.quitting), ("Tschüss Acme, ich bin weg!", .quitting),
      ("Ich bleibe bei Acme, es ist einfach super.", .defending),
      ("Ich bin zurück bei Acme und sehr zufrieden.", .defending),
      ("Das Unternehmen teilte mit, dass der Preis steigt.", .neutral),
      ("Finger weg von Acme, kündigt alle!", .quitting),
    ])
  func german(text: String, stance: Stance) {
    #expect(
      Scorer().reading(of: Voice(kind: .comment, url: "", text: text), about: Service(name: "Acme")).stance == stance)
  }

  @Test(
    "reads Spanish",
    arguments: [
      ("He borrado mi cuenta de Acme porque ya no aguanto más.", Stance.quitting),
      ("Adiós Acme, no volveré nunca más.", .quitting),
      ("Me quedo en Acme porque me encanta.", .defending),
      ("Por qué sigo en Acme: es la mejor herramienta para mí.", .defending),
      ("La empresa anunció que los precios subirán el lunes.", .neutral),
      ("Ya no uso Acme, me pasé a Zenith.", .quitting),
    ])
  func spanish(text: String, stance: Stance) {
    let service = Service(name: "Acme", rivals: ["Zenith"])
    #expect(Scorer().reading(of: Voice(kind: .comment, url: "", text: text), about: service).stance == stance)
  }
}
