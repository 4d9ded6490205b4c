import Model

/// The rule that finds who is quoted when the quotation's words stand elsewhere on the page.
///
/// Commenters quote each other without saying whom. Words that an earlier voice said are that voice's.
enum QuotedVoices {
  /// Fewest letters and digits that say who spoke.
  private static let fewestSigns = 20

  /// Names the speakers of quotes that have none, from the voices before them.
  ///
  /// - Complexity: O(nameless quotes · bytes of the texts before them), for at most 200 quotes.
  static func name(_ voices: inout [Voice]) {
    var keys: [[UInt8]?] = Array(repeating: nil, count: voices.count)
    var tried = 0
    for index in voices.indices where voices[index].kind == .quote && voices[index].speaker == nil {
      tried += 1
      if tried > 200 { return }
      let wanted = Words.key(voices[index].text)
      if wanted.count < fewestSigns { continue }
      for earlier in (0..<index).reversed() {
        guard voices[earlier].kind != .quote, voices[earlier].id != voices[index].parent,
          let speaker = voices[earlier].speaker
        else { continue }
        let said = keys[earlier] ?? Words.key(voices[earlier].text)
        keys[earlier] = said
        if Words.contains(said, wanted) {
          voices[index].speaker = speaker
          voices[index].speakerURL = voices[index].speakerURL ?? voices[earlier].speakerURL
          break
        }
      }
    }
  }
}
