/// Reads the bytes of a page into a document.
///
/// Bytes are decoded to UTF-8 (`CharsetSniffer`), rewritten as plain HTML (`PageNormaliser`), read by libxml2
/// (`HTMLReader`), and placed as browsers place them (`TreeBuilder`). Anything is a page: there are no errors, only losses
/// that are counted.
public struct HTMLParser: Sendable {
  /// How much of a page is read.
  public struct Limits: Sendable {
    /// Bytes of a page; what follows is not read.
    public var bytes = 8_000_000
    /// Elements open at once; what is nested deeper keeps its text at the limit.
    public var nesting = 512
    /// Attributes of one tag.
    public var attributes = 64
    /// Makes the usual limits.
    public init() {}
  }

  private let limits: Limits

  /// Makes a parser; it may be used from several threads at once.
  public init(limits: Limits = Limits()) { self.limits = limits }

  /// Reads a page whose HTTP `Content-Type` was as given.
  ///
  /// - Complexity: O(bytes), whatever they are.
  public func document(from bytes: [UInt8], contentType: String?) -> Document {
    let cut = bytes.count > limits.bytes ? Array(bytes[..<limits.bytes]) : bytes
    let check = UTF8Check(cut)
    let charset = CharsetSniffer.charset(ofHTML: cut, contentType: contentType, check: check)
    let (text, undecodable) =
      charset == .utf8 && check.isValid && cut.first != 0xEF ? (cut, 0) : Decoding.utf8(from: cut, in: charset)
    var losses = Document.Losses()
    losses.undecodable = undecodable
    losses.truncated = bytes.count - cut.count
    return document(fromUTF8: text, charset: charset, losses: losses)
  }

  /// Reads a page or a fragment of one that is text already.
  public func document(from text: String) -> Document {
    document(fromUTF8: Array(text.utf8), charset: .utf8, losses: Document.Losses())
  }

  /// Reads a piece of a page out of a feed, which must not be lost when it is cut off in the middle.
  func document(fromSnippet text: String) -> Document {
    document(fromUTF8: Array(text.utf8), charset: .utf8, losses: Document.Losses(), isSnippet: true)
  }

  private func document(
    fromUTF8 text: [UInt8], charset: Charset, losses: Document.Losses, isSnippet: Bool = false
  ) -> Document {
    unsafe text.withUnsafeBufferPointer { buffer in
      var page = unsafe PageNormaliser(ByteView(buffer), attributeLimit: limits.attributes)
      page.isSnippet = isSnippet
      page.run()
      // Taken out of the normaliser, so that nothing is copied when the builder adds to it.
      var table = PageTable(size: 0)
      swap(&table, &page.table)
      var builder = TreeBuilder(nestingLimit: limits.nesting, size: page.output.count, table: table)
      builder.isQuirky = page.isQuirky
      builder.losses = losses
      builder.losses.attributes = page.droppedAttributes
      HTMLReader.read(page.output, into: &builder)
      return builder.document(charset: charset)
    }
  }
}
