import Markup

/// The rule that knows by their first words the short lines which templates put between an author's paragraphs.
///
/// "Read more: …", "Sign up for our newsletter", "Auch interessant:", "Advertisement", "Image 1 of 5". Only lines of a few
/// words are asked, so that a sentence that happens to begin so stays.
enum Boilerplate {
  /// Most words of a line that can be one of these.
  private static let mostWords = 18

  /// What such lines begin with, in lower case ASCII; letters beyond it as they are.
  private static let openings: [[UInt8]] = [
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
    "© ", "all rights reserved",
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
  ].map { Array($0.utf8) }

  /// Openings by their first byte, to ask few of them.
  private static let table: [[[UInt8]]] = {
    var table = [[[UInt8]]](repeating: [], count: 256)
    for opening in openings { table[Int(opening[0])].append(opening) }
    return table
  }()

  /// Whether a block is such a line.
  static func holds(_ block: TextBlock, _ document: Document) -> Bool {
    guard block.words <= mostWords else { return false }
    var start = [UInt8]()
    start.reserveCapacity(40)
    var node = Int(block.first)
    while node < Int(block.end), start.count < 32 {
      if document.isText(node) {
        for index in document.textRange(of: node) {
          let byte = document.pool[index]
          if byte <= 0x20 {
            if !start.isEmpty, start[start.count - 1] != 0x20 { start.append(0x20) }
          } else if !(start.isEmpty && (byte == 0x2d || byte == 0x3e || byte == 0x2a)) {
            start.append(byte >= 0x41 && byte <= 0x5a ? byte | 0x20 : byte)
          }
          if start.count >= 32 { break }
        }
      }
      node += 1
    }
    guard let first = start.first else { return false }
    return table[Int(first)].contains { start.starts(with: $0) }
  }
}
