import Model
import Scoring
import Testing

/// Whose leaving a sentence tells of, and whether it tells of any.
@Suite struct WhoseActTests {
  @Test(
    "takes what friends, neighbours and owners did for nobody's stance",
    arguments: [
      "My brother ended his Acme subscription in May.",
      "The people across the road have deleted Acme.",
      "One of our customers has left Acme for Plume.",
      "I'm told our old headmaster has deleted his Acme.",
      "Apparently my ex has left Acme.",
      "Bluestone said it will close Acme on 8 July.",
      "My aunt claims she's finished with Acme.",
    ])
  func others(text: String) { #expect(ReadingTests.reading(text).stance == .neutral) }

  @Test(
    "takes what a household does for its own",
    arguments: [
      "My husband cancelled our Acme.", "My friends left Acme, and so did I.", "My daughter closed my Acme account.",
    ])
  func household(text: String) { #expect(ReadingTests.reading(text).stance == .quitting) }

  @Test(
    "hears no leaving in what was never said",
    arguments: [
      "I never said I was leaving Acme.", "Nobody said I was leaving Acme.", "It is not true that I deleted Acme.",
      "Perhaps I'll cancel Acme, perhaps I won't.",
    ])
  func unsaid(text: String) { #expect(ReadingTests.reading(text).stance == .neutral) }

  @Test(
    "tells what anybody can do from what somebody did",
    arguments: [
      "You can move a repository from Acme to Zenith with the import button.",
      "You can deactivate your Acme account under Settings.",
      "I'd only come back to Acme if they reopened my old realm.",
    ])
  func possible(text: String) { #expect(ReadingTests.reading(text).stance == .neutral) }

  @Test(
    "asks of a move from one name to another whether either is the service's",
    arguments: [
      "Switched my shell from Bournemouth to Zenith after reading a post on Acme.",
      "I moved from London to Leeds and Acme has my old address.",
    ])
  func elsewhere(text: String) { #expect(ReadingTests.reading(text).stance == .neutral) }

  @Test(
    "reads who took it down and put it up again as staying",
    arguments: ["Deleted it in March, downloaded it in April.", "I left, then I came back within a week."])
  func again(text: String) { #expect(ReadingTests.reading(text).stance == .defending) }
}
