/// The commonest words, from `stopwords/` at the top of the sources.
enum Stopwords {
  /// English.
  static let english: Set<String> = {
    let text = Embedded.files.first { $0.path == "english.txt" }?.text.description ?? ""
    return Set(text.split(separator: "\n").filter { !$0.hasPrefix("#") }.map(String.init))
  }()
}
