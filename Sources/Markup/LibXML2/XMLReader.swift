import CLibXML2

/// Runs libxml2's XML parser over normalised XML and hands every element and text to a tree.
///
/// The input has no document type, nothing is loaded and nothing expanded; errors go nowhere.
enum XMLReader {
  /// Reads well-formed UTF-8 into the tree.
  static func read(_ bytes: [UInt8], into tree: inout XMLTree) {
    _ = HTMLReader.isInitialised
    unsafe withUnsafeMutablePointer(to: &tree) { tree in
      unsafe bytes.withUnsafeBytes { raw in
        guard let base = raw.baseAddress else { return }
        let text = unsafe base.assumingMemoryBound(to: CChar.self)
        guard let context = unsafe xmlCreateMemoryParserCtxt(text, Int32(clamping: raw.count)) else { return }
        defer { unsafe xmlFreeParserCtxt(context) }
        stance_xml_silence_thread()
        let options: [xmlParserOption] = [
          XML_PARSE_RECOVER, XML_PARSE_NOERROR, XML_PARSE_NOWARNING, XML_PARSE_NONET, XML_PARSE_HUGE, XML_PARSE_SAX1,
          XML_PARSE_IGNORE_ENC,
        ]
        _ = unsafe xmlCtxtUseOptions(context, Int32(bitPattern: options.reduce(0) { $0 | $1.rawValue }))
        var handler = unsafe self.handler
        unsafe withUnsafeMutablePointer(to: &handler) { handler in
          let own = unsafe context.pointee.sax
          unsafe context.pointee.sax = handler
          unsafe context.pointee.userData = UnsafeMutableRawPointer(tree)
          _ = unsafe xmlParseDocument(context)
          unsafe context.pointee.sax = own
        }
      }
    }
  }

  private static var handler: xmlSAXHandler {
    var handler = unsafe xmlSAXHandler()
    unsafe handler.startElement = { data, name, attributes in
      guard let tree = unsafe data?.assumingMemoryBound(to: XMLTree.self), let name = unsafe name else { return }
      var pairs: [(name: String, value: String)] = []
      if var pair = unsafe attributes {
        while let name = unsafe pair.pointee {
          let value = unsafe pair[1].map { unsafe String(cString: $0) } ?? ""
          pairs.append((unsafe String(cString: name), value))
          unsafe pair += 2
        }
      }
      unsafe tree.pointee.startElement(String(cString: name), pairs)
    }
    unsafe handler.endElement = { data, _ in
      unsafe data?.assumingMemoryBound(to: XMLTree.self).pointee.endElement()
    }
    unsafe handler.characters = { data, text, count in
      guard let tree = unsafe data?.assumingMemoryBound(to: XMLTree.self), let text = unsafe text else { return }
      unsafe tree.pointee.characters(UnsafeBufferPointer(start: text, count: Int(count)))
    }
    unsafe handler.ignorableWhitespace = handler.characters
    unsafe handler.cdataBlock = handler.characters
    return unsafe handler
  }
}
