extension Lexicon {
  /// The lexicon that ships with the product, compiled when the product is built.
  public static let builtIn: Lexicon = {
    let compiled = Embedded.compiled
    return unsafe Lexicon(
      compiled: Table(UnsafeBufferPointer(start: compiled.utf8Start, count: compiled.utf8CodeUnitCount))
    ) { builtInSources }
  }()

  /// The files that the built-in lexicon was compiled from.
  static var builtInSources: [Source] {
    Embedded.files.map { file in
      unsafe Source(
        path: file.path,
        bytes: Array(UnsafeBufferPointer(start: file.text.utf8Start, count: file.text.utf8CodeUnitCount)))
    }
  }
}
