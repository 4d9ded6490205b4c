import Model
import Scoring
import Testing

/// What a post's author did in the end, against what the title promises and the story weighs up.
@Suite struct VerdictTests {
  static let story = """
    My neighbour keeps bees and says that one learns patience from them. I have thought about that a good deal this \
    winter, what with the roof and the rain and the long evenings at the kitchen table. Nobody came by, the road was under \
    water for a week, and the dog slept through most of it with his nose under the stove. I made lists, as one does. There \
    were things to mend and letters to answer.
    """

  static func stance(_ title: String, _ ending: String) -> Stance? {
    ReadingTests.reading(story + "\n\n" + ending, title: title).stance
  }

  @Test("lets the author's last act decide against the title")
  func actAgainstTitle() {
    #expect(Self.stance("Leaving Acme: one year later", "So I came back. I have paid for the next year.") == .defending)
    #expect(Self.stance("Why I still pay for Acme", "Then on Monday I cancelled my Acme subscription.") == .quitting)
  }

  @Test("leaves the title in force when the last act is denied, asked, imagined or somebody else's")
  func noAct() {
    let title = "Why I'm leaving Acme"
    #expect(Self.stance(title, "My sister came back to Acme in May.") == .quitting)
    #expect(Self.stance(title, "Would I ever come back to Acme?") == .quitting)
    #expect(Self.stance(title, "If they change it I will come back to Acme.") == .quitting)
  }

  @Test("shows the verdict's factor")
  func factor() {
    let voice = Voice(
      kind: .post, url: "", title: "Why I still pay for Acme",
      text: Self.story + " Then on Monday I cancelled my Acme subscription.")
    let analysis = ReadingTests.scorer.analysis(of: voice, about: ReadingTests.acme)
    #expect(analysis.findings.contains { $0.factors.contains { $0.name == "verdict" && $0.value == 1.75 } })
    #expect(analysis.findings.contains { $0.factors.contains { $0.name == "verdict" && $0.value == 0.4 } })
  }
}
