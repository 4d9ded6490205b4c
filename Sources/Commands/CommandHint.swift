/// Commands as messages name them: ready to be run on the store that they speak of.
enum CommandHint {
  /// `stance report --store data`, quoted for a shell where that is needed.
  ///
  /// - Parameter service: named where the store has several.
  static func command(_ words: String, store folder: String, service: String? = nil) -> String {
    var command = "stance " + words
    if folder != StoreOptions.standard { command += " --store " + quoted(folder) }
    if let service { command += " --service " + quoted(service) }
    return command
  }

  /// The check that sets damage aside.
  static func repair(of folder: String) -> String { command("verify --repair", store: folder) }

  private static func quoted(_ word: String) -> String {
    let isPlain = word.utf8.allSatisfy { byte in
      switch byte {
      case 0x30...0x39, 0x41...0x5a, 0x61...0x7a, 0x2b...0x2f, 0x3a, 0x3d, 0x40, 0x5f, 0x80...: true
      default: false
      }
    }
    return isPlain && !word.isEmpty ? word : "'" + word.replacing("'", with: "'\\''") + "'"
  }
}
