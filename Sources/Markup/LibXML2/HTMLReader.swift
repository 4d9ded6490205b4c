import CLibXML2

/// Runs libxml2's HTML parser over a normalised page and hands every tag and text to a tree builder.
///
/// libxml2's own stack is kept at one neutral element (`div`), so that it neither closes nor implies elements: where
/// things belong is decided by `TreeBuilder`, after the HTML standard of today.
enum HTMLReader {
  /// Reads valid UTF-8 into the builder.
  static func read(_ bytes: [UInt8], into builder: inout TreeBuilder) {
    _ = isInitialised
    guard !bytes.isEmpty else { return }
    unsafe withUnsafeMutablePointer(to: &builder) { builder in
      unsafe bytes.withUnsafeBytes { raw in
        guard let base = raw.baseAddress else { return }
        let text = unsafe base.assumingMemoryBound(to: CChar.self)
        guard let context = unsafe htmlCreateMemoryParserCtxt(text, Int32(clamping: raw.count)) else { return }
        defer { unsafe htmlFreeParserCtxt(context) }
        stance_xml_silence_thread()
        var handler = unsafe self.handler
        let options =
          HTML_PARSE_RECOVER.rawValue | HTML_PARSE_NOERROR.rawValue | HTML_PARSE_NOWARNING.rawValue
          | HTML_PARSE_NONET.rawValue | HTML_PARSE_NOIMPLIED.rawValue | HTML_PARSE_IGNORE_ENC.rawValue
        _ = unsafe htmlCtxtUseOptions(context, Int32(options) | Int32(bitPattern: XML_PARSE_HUGE.rawValue))
        unsafe stance_html_declare_utf8(context)
        var state = unsafe ReaderState(builder: builder, context: context)
        unsafe withUnsafeMutablePointer(to: &handler) { handler in
          unsafe withUnsafeMutablePointer(to: &state) { state in
            let own = unsafe context.pointee.sax
            unsafe context.pointee.sax = handler
            unsafe context.pointee.userData = UnsafeMutableRawPointer(state)
            _ = unsafe htmlParseDocument(context)
            unsafe context.pointee.sax = own
          }
        }
      }
    }
  }

  /// Set once before the first parse, as libxml2 asks of programs with several threads.
  static let isInitialised: Bool = {
    xmlInitParser()
    return true
  }()

  private static var handler: xmlSAXHandler {
    var handler = unsafe xmlSAXHandler()
    unsafe handler.startDocument = { data in
      guard let state = unsafe data?.assumingMemoryBound(to: ReaderState.self) else { return }
      unsafe stance_html_reset_stack(state.pointee.context, "div")
    }
    unsafe handler.startElement = { data, name, attributes in
      guard let state = unsafe data?.assumingMemoryBound(to: ReaderState.self), let name = unsafe name else { return }
      unsafe state.pointee.builder.pointee.tag(name, attributes)
      unsafe stance_html_reset_stack(state.pointee.context, "div")
    }
    unsafe handler.characters = { data, text, count in
      guard let state = unsafe data?.assumingMemoryBound(to: ReaderState.self), let text = unsafe text else { return }
      unsafe state.pointee.builder.pointee.characters(UnsafeBufferPointer(start: text, count: Int(count)))
    }
    unsafe handler.ignorableWhitespace = handler.characters
    unsafe handler.cdataBlock = handler.characters
    return unsafe handler
  }
}

/// What the callbacks reach through libxml2's user data: behind a pointer, because exclusivity checks on a class would
/// cost a tenth of the parse.
@unsafe private struct ReaderState {
  var builder: UnsafeMutablePointer<TreeBuilder>
  var context: htmlParserCtxtPtr
}
