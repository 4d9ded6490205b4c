/// Finds copies of the same words: syndicated posts, comments that a system shows twice, quotes of whole posts.
///
/// A text's sketch is the sixteen smallest hashes of its shingles of three words; the share of equal ones among the
/// smallest of two texts estimates how much of their shingles they have in common (Broder, "On the Resemblance and
/// Containment of Documents", SEQUENCES 1997; bottom-k as in Cohen and Kaplan, PODC 2007). SimHash was tried and missed
/// copies of short posts that end in "Read more". Short texts have no sketch: many people say "me too" without copying
/// each other.
public enum CopyFold {
  /// Texts that are kept under one hash; a phrase that everybody writes must not make the search quadratic.
  private static let mostCandidates = 24

  /// What is kept of a text: its smallest hashes, ascending.
  public typealias Sketch = SIMD16<UInt32>

  /// Texts of fewer words are never copies.
  static let minimumWords = 20
  /// Of the sixteen smallest hashes of two texts, so many must be common: a resemblance of about 0.8 and more.
  static let minimumCommon = 13

  /// The sketch of a text; `nil` for one that is too short, or too repetitive, to tell.
  public static func sketch(of text: String) -> Sketch? {
    var sketch = Sketch(repeating: .max)
    var largest = UInt32.max
    var words = 0
    var (first, second): (UInt64, UInt64) = (0, 0)
    Words.forEachHash(in: text) { third in
      words += 1
      if words > 2 {
        let shingle = UInt32(truncatingIfNeeded: mixed(first &+ mixed(second &+ mixed(third))))
        if shingle < largest {
          insert(shingle, into: &sketch)
          largest = sketch[15]
        }
      }
      (first, second) = (second, third)
    }
    guard words >= minimumWords else { return nil }
    return sketch[15] == .max ? nil : sketch
  }

  private static func insert(_ hash: UInt32, into sketch: inout Sketch) {
    guard hash < sketch[15] else { return }
    var place = 15
    while place > 0, sketch[place - 1] >= hash {
      if sketch[place - 1] == hash { return }
      place -= 1
    }
    var next = 15
    while next > place {
      sketch[next] = sketch[next - 1]
      next -= 1
    }
    sketch[place] = hash
  }

  /// Steele, Lea and Flood's finaliser (OOPSLA 2014).
  private static func mixed(_ value: UInt64) -> UInt64 {
    var value = value &+ 0x9e37_79b9_7f4a_7c15
    value = (value ^ value >> 30) &* 0xbf58_476d_1ce4_e5b9
    value = (value ^ value >> 27) &* 0x94d0_49bb_1331_11eb
    return value ^ value >> 31
  }

  /// How many of the sixteen smallest hashes of both texts are common.
  static func common(_ left: Sketch, _ right: Sketch) -> Int {
    var common = 0
    var first = 0
    var second = 0
    for _ in 0..<16 {
      if left[first] == right[second] {
        common += 1
        first += 1
        second += 1
      } else if left[first] < right[second] {
        first += 1
      } else {
        second += 1
      }
    }
    return common
  }

  /// Gives each sketch the number of its group: equal numbers for copies; the first of a group names it.
  ///
  /// Only texts are compared that have one of their three smallest hashes in common.
  static func groups(of sketches: [Sketch?]) -> [Int32] {
    var table: [UInt32: [Int32]] = [:]
    var groups = [Int32](repeating: -1, count: sketches.count)
    for (position, sketch) in sketches.enumerated() {
      groups[position] = Int32(position)
      guard let sketch else { continue }
      var best: (group: Int32, common: Int)?
      for lane in 0..<3 {
        for candidate in table[sketch[lane]] ?? [] {
          guard let other = sketches[Int(candidate)] else { continue }
          let common = common(sketch, other)
          if common >= minimumCommon, common > best?.common ?? 0 { best = (candidate, common) }
        }
      }
      if let best {
        groups[position] = best.group
      } else {
        for lane in 0..<3 where table[sketch[lane], default: []].count < mostCandidates {
          table[sketch[lane], default: []].append(Int32(position))
        }
      }
    }
    return groups
  }
}
