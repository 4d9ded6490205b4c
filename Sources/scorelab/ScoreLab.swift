import Glibc
import Model
import Scoring

/// Measures how fast voices are read; a development tool.
///
/// Usage: `scorelab FOLDER`, where the folder is `Tests/Accuracy/stance`: its posts and sentences about real services are
/// strung together and cut into posts of 2.5 kB, comments of 60 bytes and one text of 200 kB.
@main
struct ScoreLab {
  static func main() {
    guard CommandLine.arguments.count == 2,
      let posts = text(of: CommandLine.arguments[1] + "/posts.txt"),
      let sentences = text(of: CommandLine.arguments[1] + "/sentences.tsv")
    else {
      print("usage: scorelab Tests/Accuracy/stance")
      exit(2)
    }
    let words = corpus(posts: posts, sentences: sentences)
    let service = Service(name: "Facebook", aliases: ["FB"])
    let scorer = Scorer()
    let first = Voice(kind: .comment, url: "", text: "And then of the friends I deleted my Facebook account.")
    let loading = seconds { _ = scorer.reading(of: first, about: service) }
    print("until the first text is read: \(rounded(loading * 1000)) ms")
    measure("posts of 2.5 kB", cut(words, 2500, title: "Why I left Facebook"), scorer, service)
    measure("comments of 60 bytes", cut(words, 60, title: nil), scorer, service)
    var long = words
    while long.utf8.count < 200_000 { long += "\n\n" + words }
    measure("one text of 200 kB", Array(cut(long, 200_000, title: "Why I left Facebook").prefix(1)), scorer, service)
  }

  /// Reads voices again and again and prints the best of nine rounds, in CPU time.
  private static func measure(_ name: String, _ voices: [Voice], _ scorer: Scorer, _ service: Service) {
    let bytes = voices.reduce(0) { $0 + $1.text.utf8.count }
    let times = max(1, 4_000_000 / max(bytes, 1))
    var best = Double.infinity
    var found = 0
    for _ in 0..<9 {
      let spent = seconds {
        for _ in 0..<times {
          for voice in voices { found += scorer.reading(of: voice, about: service).evidence.count }
        }
      }
      best = min(best, spent / Double(times))
    }
    let evidence = Double(found) / Double(9 * times * voices.count)
    print(
      "\(name): \(rounded(Double(bytes) / best / 1e6)) MB/s, \(Int(Double(voices.count) / best)) voices/s, "
        + "\(rounded(evidence)) pieces of evidence each")
  }

  /// The words of posts and sentences, without what the files say of them.
  private static func corpus(posts: String, sentences: String) -> String {
    let lines = posts.split(separator: "\n").filter {
      !$0.hasPrefix("===") && !$0.hasPrefix("also ") && !$0.hasPrefix("#")
    }
    let texts = sentences.split(separator: "\n").filter { !$0.hasPrefix("#") }
      .compactMap { $0.split(separator: "\t").last }
    return (lines + texts).joined(separator: "\n\n")
  }

  /// Cuts a text at spaces into voices of so many bytes.
  private static func cut(_ text: String, _ size: Int, title: String?) -> [Voice] {
    var voices: [Voice] = []
    var part = ""
    for word in text.split(separator: " ") {
      part += word + " "
      guard part.utf8.count >= size else { continue }
      voices.append(Voice(kind: title == nil ? .comment : .post, url: "", title: title, text: part))
      part = ""
    }
    return voices
  }

  private static func text(of path: String) -> String? {
    guard let file = unsafe fopen(path, "r") else { return nil }
    defer { unsafe fclose(file) }
    var bytes: [UInt8] = []
    while case let byte = unsafe getc(file), byte != EOF { bytes.append(UInt8(truncatingIfNeeded: byte)) }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// CPU time of this thread's process.
  private static func seconds(_ body: () -> Void) -> Double {
    let start = now()
    body()
    return now() - start
  }

  private static func now() -> Double {
    var time = timespec()
    unsafe clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
  }

  private static func rounded(_ value: Double) -> Double { (value * 100).rounded() / 100 }
}
