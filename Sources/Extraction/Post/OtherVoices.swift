import Markup
import Model

/// Finds what others said inside the post's part of the page where no rule for comments heard it.
///
/// Two elements or more beside each other, each of which opens with a name and a time and goes on in words without a
/// heading, are what several people said, whatever they are called: `<x-reply>`, an `<article>` in a `<div>`. At least two
/// of the names differ, and none is the post's author throughout; entries of a live blog have headings or no names.
struct OtherVoices {
  let document: Document
  let scan: PageScan
  let page: PageContext

  /// Most words of a line that names somebody and a time.
  private static let longestByline: Int32 = 14
  /// Most elements that are looked at.
  private static let most = 2000
  /// Words of the post outside of what others said; with fewer the voices may be all that the page is about.
  private static let fewestWords = 40

  /// Ranges of nodes that others speak in, in document order.
  func ranges(in body: [Range<Int>]) -> [Range<Int>] {
    var found: [Range<Int>] = []
    for range in body { find(in: range, &found) }
    guard !found.isEmpty else { return [] }
    let all = body.reduce(0) { $0 + scan.words(in: $1) }
    let others = found.reduce(0) { $0 + scan.words(in: $1) }
    return all - others >= OtherVoices.fewestWords ? found : []
  }

  /// A line of a name and a time.
  private struct Line {
    /// The block, and how many blocks name and time take up.
    var block: Int
    var count: Int
    var name: [UInt8]
  }

  private func find(in range: Range<Int>, _ found: inout [Range<Int>]) {
    let lines = lines(in: range)
    var run: [Range<Int>] = []
    var names: Set<[UInt8]> = []
    var parent = -1
    func close() {
      if run.count >= 2, names.count >= 2 { found.append(contentsOf: run) }
      run = []
      names = []
      parent = -1
    }
    for (first, second) in zip(lines, lines.dropFirst()) {
      // What holds a line and not the next is what its speaker says.
      guard let (one, other) = parted(first, second, in: range) else {
        close()
        continue
      }
      if document.parent(of: one.lowerBound) != parent || run.last != one {
        close()
        run = [one]
        names = [first.name]
        parent = document.parent(of: one.lowerBound)
      }
      run.append(other)
      names.insert(second.name)
    }
    close()
  }

  private func lines(in range: Range<Int>) -> [Line] {
    var lines: [Line] = []
    var tried = 0
    let blocks = scan.blocks
    for index in scan.blocks(in: range) where tried < OtherVoices.most {
      // Nearly every line with a time has a digit.
      guard isShort(blocks[index]) else { continue }
      let hasDigit = blocks[index].holdsDigit(in: document)
      let isFollowed = !hasDigit && index + 1 < blocks.count && blocks[index + 1].holdsDigit(in: document)
      guard hasDigit || isFollowed && isShort(blocks[index + 1]) else { continue }
      tried += 1
      var count = 1
      var byline = Byline.read(words(of: blocks[index]), now: page.fetched, dayFirst: page.dayFirst)
      if byline.published == nil, isFollowed {
        // Name and time may have a line each.
        let both = words(of: blocks[index]) + ", " + words(of: blocks[index + 1])
        byline = Byline.read(both, now: page.fetched, dayFirst: page.dayFirst)
        count = 2
      }
      guard let name = byline.author, byline.published?.day != nil, Words.count(name) <= 4 else { continue }
      lines.append(Line(block: index, count: count, name: Words.key(name)))
    }
    return lines
  }

  private func isShort(_ block: TextBlock) -> Bool {
    block.words <= OtherVoices.longestByline && !block.endsSentence
      && block.place.isDisjoint(with: [.heading, .quote, .junk, .cell, .definition])
  }

  /// The elements beside each other that two lines open, if they do.
  private func parted(_ first: Line, _ second: Line, in range: Range<Int>) -> (Range<Int>, Range<Int>)? {
    let start = Int(scan.blocks[second.block].first)
    var one = document.parent(of: Int(scan.blocks[first.block].first))
    while one > range.lowerBound, document.end(of: document.parent(of: one)) <= start { one = document.parent(of: one) }
    let parent = document.parent(of: one)
    var other = document.parent(of: Int(scan.blocks[second.block].first))
    while other > parent, document.parent(of: other) > parent { other = document.parent(of: other) }
    guard one > range.lowerBound, document.parent(of: other) == parent, document.tag(one) == document.tag(other),
      opens(first, one), opens(second, other)
    else { return nil }
    return (one..<document.end(of: one), other..<document.end(of: other))
  }

  /// Whether an element begins with a line and goes on in words without a heading.
  private func opens(_ line: Line, _ element: Int) -> Bool {
    guard Int(scan.blockIndex[element]) == line.block else { return false }
    let said = scan.blocks(in: element..<document.end(of: element)).dropFirst(line.count)
    return said.reduce(0) { $0 + Int(scan.blocks[$1].words) } >= 3
      && !said.contains { scan.blocks[$0].place.contains(.heading) }
  }

  private func words(of block: TextBlock) -> String {
    var renderer = TextRenderer()
    renderer.append(Int(block.first)..<Int(block.end), of: document)
    return Words.folded(renderer.finish().text)
  }
}
