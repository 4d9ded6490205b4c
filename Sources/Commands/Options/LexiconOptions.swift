internal import ArgumentParser
internal import Foundation
internal import Scoring

/// Which lexicon stances are read with.
struct LexiconOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "A folder of lexicon files (LANGUAGE/*.cues and so on) that add to the built-in ones or replace their cues.",
      valueName: "dir"))
  var lexicon: String?

  /// The built-in lexicon, with the folder's files on top where one is named.
  ///
  /// - Throws: `Failure` naming file, line and reason when a file cannot be read.
  func read() throws(Failure) -> Lexicon {
    guard let folder = lexicon else { return .builtIn }
    let files = try LexiconOptions.files(in: folder)
    guard !files.isEmpty else {
      throw Failure(.failed, "\(folder) has no lexicon files such as english/mine.cues")
    }
    for (path, _) in files {
      let parts = path.split(separator: "/")
      guard parts.count >= 2, path.hasSuffix(".cues") || path.hasSuffix(".tsv"),
        case let language = parts[parts.count - 2],
        !Lexicon.builtIn.languages.contains(String(language)),
        !files.contains(where: { $0.path.hasSuffix("\(language)/words.txt") })
      else { continue }
      throw Failure(
        .failed,
        "\(folder)/\(path): \(language) is not built in and has no \(language)/words.txt, without which nothing is read "
          + "as \(language)")
    }
    do {
      return try Lexicon(files: files, extending: .builtIn)
    } catch {
      throw Failure(.failed, "\(folder)/\(error)")
    }
  }

  /// Path below the folder, and text, of every file that is not hidden, sorted by path.
  private static func files(in folder: String) throws(Failure) -> [(path: String, text: String)] {
    var isFolder: ObjCBool = false
    guard unsafe FileManager.default.fileExists(atPath: folder, isDirectory: &isFolder), isFolder.boolValue,
      let walk = FileManager.default.enumerator(atPath: folder)
    else { throw Failure(.failed, "\(folder): no such folder; --lexicon takes a folder of lexicon files") }
    var files: [(path: String, text: String)] = []
    for path in walk.compactMap({ $0 as? String }).sorted() {
      guard !path.split(separator: "/").contains(where: { $0.hasPrefix(".") }),
        unsafe FileManager.default.fileExists(atPath: folder + "/" + path, isDirectory: &isFolder), !isFolder.boolValue
      else { continue }
      let bytes = try InputBytes.file(folder + "/" + path)
      guard let text = String(validating: bytes, as: UTF8.self) else {
        throw Failure(.failed, "\(folder)/\(path): not UTF-8 text")
      }
      files.append((path, text))
    }
    return files
  }
}
