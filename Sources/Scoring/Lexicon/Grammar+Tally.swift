extension Grammar {
  /// What a word counts as, one byte for each, so that up to 255 words are counted by one addition each.
  enum Tally {
    /// What a word with such facts counts as.
    static func of(_ word: UInt32, facts: UInt8) -> UInt32 {
      let isBoundary = word >= Mark.stop && word <= Mark.lastBoundary
      return (facts & Fact.own != 0 && !isBoundary ? 1 : 0) | (isBoundary ? 1 << 8 : 0)
        | (word == Mark.exclamation ? 1 << 16 : 0) | (word == Mark.question ? 1 << 24 : 0)
    }

    /// 1 for a word, and for a question mark, which leans to a side as words do.
    static func heard(_ tally: UInt32) -> Int { tally >> 8 & 1 == 0 || tally >> 24 & 1 != 0 ? 1 : 0 }

    /// What many words count as.
    struct Sum {
      var own = 0
      var boundaries = 0
      var exclamations = 0
      var questions = 0

      /// Adds the sum of up to 255 words.
      mutating func add(_ sum: UInt32) {
        own &+= Int(sum & 255)
        boundaries &+= Int(sum &>> 8 & 255)
        exclamations &+= Int(sum &>> 16 & 255)
        questions &+= Int(sum &>> 24 & 255)
      }
    }
  }
}
