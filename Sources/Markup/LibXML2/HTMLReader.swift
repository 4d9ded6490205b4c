import CLibXML2

/// Runs libxml2's HTML parser over a normalised page and hands every tag and text to a tree builder.
///
/// libxml2's own stack is kept empty, so that it neither closes nor implies elements (but for a `p` around text outside all
/// elements, which is not heeded): where things belong is decided by `TreeBuilder`, after the HTML standard of today.
enum HTMLReader {
  /// Reads valid UTF-8 into the builder.
  static func read(_ bytes: borrowing ByteSink, into builder: inout TreeBuilder) {
    _ = isInitialised
    guard bytes.count > 0 else { return }
    unsafe withUnsafeMutablePointer(to: &builder) { builder in
      unsafe bytes.withBytes { raw in
        guard let base = raw.baseAddress else { return }
        let text = unsafe UnsafeRawPointer(base).assumingMemoryBound(to: CChar.self)
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
    unsafe handler.startElement = { data, name, attributes in
      guard let state = unsafe data?.assumingMemoryBound(to: ReaderState.self), let name = unsafe name else { return }
      unsafe stance_html_empty_stack(state.pointee.context)
      if unsafe attributes == nil, unsafe name.pointee == 0x70, unsafe name[1] == 0,
        unsafe stance_html_owns(state.pointee.context, name) == 0
      {
        return
      }
      unsafe state.pointee.builder.pointee.tag(name, attributes)
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
