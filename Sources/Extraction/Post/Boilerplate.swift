import Markup

/// The rule that knows by their first words the short lines which templates put between an author's paragraphs.
///
/// "Read more: …", "Sign up for our newsletter", "Auch interessant:", "Advertisement", "Image 1 of 5". Only lines of a few
/// words are asked, so that a sentence that happens to begin so stays.
enum Boilerplate {
  /// Most words of a line that can be one of these.
  private static let mostWords = 18

  /// What such lines begin with, in lower case ASCII; letters beyond it as they are.
  private static let openings = WordIndex([
    "read more", "read also", "also read", "read next", "read the full", "read:", "see also", "see more", "related:",
    "related stor", "related article", "related post", "related content", "related read", "you may also",
    "you might also",
    "more:", "more from", "more on this", "more stories", "recommended by", "recommended read", "don't miss",
    "don’t miss",
    "sign up", "subscribe to", "subscribe now", "subscribe for", "follow us", "follow @", "like us on", "join our",
    "click here to get", "click here to sign",
    "click here for more", "click to ", "get our", "get the latest", "share this", "share on", "like this story",
    "email this", "print this", "advertisement",
    "advertising", "sponsored", "story continues", "article continues", "continue reading", "continued below",
    "image 1 of", "image 2 of", "image 3 of", "image 4 of", "image 5 of",
    "1 of ", "image credit", "photo credit", "image source", "photo:", "image:", "credit:", "picture:", "copyright",
    "© ", "all rights reserved", "(credit:", "(photo", "(image", "(foto", "beitragsbild", "titelbild", "symbolbild",
    "abbildung:", "grafik:",
    "gefällt dir ", "lust auf mehr", "hat dir der artikel", "hat ihnen der artikel", "did you like this",
    "do you want to be informed",
    "about the author", "über den autor", "über die autor", "zum autor",
    "download our app", "download the app", "watch:", "watch more", "watch |", "watch the video", "video:", "listen:",
    "[read", "(read more", "skip to", "back to top",
    "what do you think", "let us know in the comments", "filed under", "posted in", "tagged", "tags:", "categories:",
    "category:", "topics:", "previous article", "next article", "previous post", "next post", "leave a comment",
    "leave a reply", "post a comment", "no comments", "view comments", "comments are closed", "show comments",
    "lesen sie auch", "lesen sie hier", "lesen sie mehr", "mehr zum thema", "mehr lesen", "mehr dazu",
    "auch interessant", "auch spannend", "schon gelesen", "das könnte sie", "das könnte dich", "weiterlesen",
    "zum thema", "passend zum thema", "anzeige", "werbung", "jetzt anmelden", "newsletter", "teilen", "artikel teilen",
    "bild:", "foto:", "fotos:", "quelle:", "weitere artikel", "weitere informationen:", "unsere empfehlung",
    "empfohlener redaktion",
    "lire aussi", "à lire aussi", "lisez aussi", "sur le même sujet", "publicité", "abonnez-vous", "lea también",
    "lee también", "te puede interesar", "le puede interesar", "leer más", "publicidad", "suscríbete", "leggi anche",
    "leia também", "leia mais", "saiba mais", "veja também", "publicidade", "pubblicità",
    "reklam", "annonse", "annons", "externen inhalt", "externer inhalt", "article réservé aux",
    "cet article est réservé",
    "réservé aux abonnés", "register / sign in", "register or sign in", "sign in or create", "create an account",
    "sign in to continue", "log in to continue", "log in or create",
  ])

  /// What a line begins with whose rest is mostly a link to another post.
  private static let pointers = WordIndex([
    "lire aussi", "à lire", "lire :", "read:", "read more", "related:", "see also", "see:", "watch:", "more:", "mehr:",
    "lesen sie", "lesetipp", "siehe auch", "mira:", "mire:", "lee:", "lea:", "vea:", "ver:", "leggi:", "leggi anche",
    "lees ook",
    "les også", "läs mer", "läs också", "læs også",
  ])
  /// Most words of such a line.
  private static let longestPointer = 40
  /// The share of its characters that stand in links.
  private static let pointed = 0.4

  /// What templates say of a whole entry below it, in sentences of any length.
  private static let notices = WordIndex([
    "this entry was posted", "this entry was written", "this post was posted", "this entry is filed",
    "you can follow any",
    "both comments and pings", "comments and pings are", "you can leave a response", "dieser beitrag wurde",
    "der beitrag wurde", "dieser eintrag wurde", "du kannst alle antworten", "cette entrée a été publiée",
    "ce billet a été publié", "esta entrada fue publicada", "esta entrada se publicó", "questa voce è stata",
    "dit bericht werd geplaatst", "dit bericht is geplaatst",
    // What stands in place of an embedded film until the reader agrees.
    "an dieser stelle find", "ich bin damit einverstanden, dass mir extern",
    "ich bin damit einverstanden, dass mir der extern",
    "hier findest du extern", "hier finden sie extern", "pour afficher ce contenu", "ce contenu est bloqué",
    "deze inhoud wordt niet", "il vous reste ",
  ])
  /// Most words of a notice.
  private static let longestNotice = 80

  /// What such lines hold somewhere: calls to read on, share, rate, join.
  private static let phrases = WordIndex([
    "may also like", "might also like", "may also be interested", "might also be interested", "auch interessieren",
    "auch gefallen", "vous aimerez", "pourrait vous intéresser", "pourraient vous intéresser", "puede interesar",
    "podría interesar", "potrebbe interessar", "potrebbero interessar", "articles similaires", "ähnliche artikel",
    "ähnliche beiträge", "neueste artikel", "neueste beiträge", "weitere aktuelle themen", "mehr themen",
    "weitere themen",
    "artikel teilen", "beitrag teilen", "artikel mit anderen teilen", "artikel nützlich", "artikel hilfreich",
    "beitrag hilfreich", "was this article", "was this post helpful", "rate this article", "rate this post",
    "nicht eingeloggt", "you must be logged in", "canal de youtube", "canal de telegram", "canal de whatsapp",
    "subscribe to our", "sign up for our", "newsletter abonnieren", "newsletter anmelden", "zum newsletter",
    "preferred source on google", "as a preferred source", "us on google news", "sign in to unlock",
    "sign in to continue", "redaktionell nicht bearbeitet", "réservée aux abonnés", "réservé aux abonnés",
    "think about this article", "submit your letter", "via this form", "quellen ausblenden", "quellen anzeigen",
  ])
  private static let copyright = WordIndex(["©"])
  /// Most words of a line that holds a phrase.
  private static let longestCall = 26
  /// Most words of a line with a copyright sign: the caption of a picture.
  private static let longestCaption = 30

  /// Whether a block is such a line.
  static func holds(_ block: TextBlock, _ document: Document) -> Bool {
    guard block.words <= longestNotice else { return false }
    let isLong = block.words > longestCaption
    let words = lowered(block, document, limit: isLong ? 32 : 240)
    guard !words.isEmpty else { return false }
    let text = words.span
    if block.words <= mostWords, openings.length(at: 0, upTo: text.count, in: text) != nil { return true }
    if notices.length(at: 0, upTo: text.count, in: text) != nil { return true }
    if block.words <= longestPointer, block.linkDensity > pointed,
      pointers.length(at: 0, upTo: text.count, in: text) != nil
    {
      return true
    }
    if isLong { return false }
    if block.stops <= 1, copyright.occurs(in: text) { return true }
    return block.words <= longestCall && phrases.occurs(in: text)
  }

  /// A block's first words in lower case, white space folded, without the dashes and arrows in front.
  private static func lowered(_ block: TextBlock, _ document: Document, limit: Int) -> [UInt8] {
    var words: [UInt8] = []
    words.reserveCapacity(limit + 8)
    let pool = document.pool.span
    for node in Int(block.first)..<Int(block.end) where document.isText(node) {
      for index in document.textRange(of: node) {
        let byte = pool[index]
        if byte <= 0x20 {
          if !words.isEmpty, words[words.count - 1] != 0x20 { words.append(0x20) }
        } else if !(words.isEmpty && (byte == 0x2d || byte == 0x3e || byte == 0x2a)) {
          words.append(byte >= 0x41 && byte <= 0x5a ? byte | 0x20 : byte)
        }
        if words.count >= limit { return words }
      }
    }
    return words
  }
}
