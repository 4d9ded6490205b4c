import Markup

/// How an element takes part in text: what a browser would do with it, as far as words are concerned.
enum TextKind: UInt8 {
  /// Flows with the words around it.
  case inline
  /// Stands apart as a paragraph.
  case block
  /// A list item, marked by a dash.
  case item
  /// A table row on its own line.
  case row
  /// A table cell, parted from its neighbour by a space.
  case cell
  /// A line break.
  case lineBreak
  /// Text whose line breaks count.
  case preformatted
  /// Nothing that is shown as words: scripts, form controls, pictures, embedded objects.
  case silent
}

extension Tag {
  /// How elements of this tag take part in text.
  @inline(__always) var textKind: TextKind { Tag.textKinds[Int(rawValue) & 255] }

  /// The kind of every tag by its raw value, padded to 256 so that any value finds one.
  private static let textKinds: [TextKind] = {
    var kinds = [TextKind](repeating: .inline, count: 256)
    let blocks: [Tag] = [
      .address, .article, .aside, .blockquote, .body, .caption, .center, .dd, .details, .dialog, .dir, .div, .dl, .dt,
      .fieldset, .figcaption, .figure, .footer, .form, .h1, .h2, .h3, .h4, .h5, .h6, .header, .hgroup, .hr, .html,
      .legend, .main, .menu, .nav, .ol, .p, .search, .section, .summary, .table, .tbody, .tfoot, .thead, .ul,
      .document, .plaintext, .frameset, .noframes,
    ]
    for tag in blocks { kinds[Int(tag.rawValue)] = .block }
    let silent: [Tag] = [
      .script, .style, .head, .title, .meta, .link, .noscript, .template, .textarea, .select, .option, .optgroup,
      .datalist, .button, .input, .svg, .iframe, .object, .embed, .applet, .audio, .video, .canvas, .map, .area,
      .noembed, .progress, .meter, .rp, .rt, .dialog, .param, .track, .source, .frame,
    ]
    for tag in silent { kinds[Int(tag.rawValue)] = .silent }
    kinds[Int(Tag.li.rawValue)] = .item
    kinds[Int(Tag.tr.rawValue)] = .row
    kinds[Int(Tag.td.rawValue)] = .cell
    kinds[Int(Tag.th.rawValue)] = .cell
    kinds[Int(Tag.br.rawValue)] = .lineBreak
    kinds[Int(Tag.pre.rawValue)] = .preformatted
    kinds[Int(Tag.xmp.rawValue)] = .preformatted
    return kinds
  }()
}
