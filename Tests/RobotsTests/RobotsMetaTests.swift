import Robots
import Testing

@Suite("What a page tells crawlers")
struct RobotsMetaTests {
  @Test(
    "reads the robots meta and the agent's own",
    arguments: [
      ("robots", "noindex, nofollow", false, false), ("ROBOTS", "NOINDEX,FOLLOW", false, true),
      (
        "robots",
        "none", false, false
      ),
      ("stance", "nofollow", true, false), ("googlebot", "noindex", true, true),
      (
        "robots",
        "index, max-snippet:-1", true, true
      ),
      ("description", "noindex", true, true),
    ])
  func metas(_ name: String, _ content: String, _ isIndexable: Bool, _ followsLinks: Bool) {
    var meta = RobotsMeta()
    meta.add(metaName: name, content: content, agent: "stance/1.0")
    #expect(meta.isIndexable == isIndexable)
    #expect(meta.followsLinks == followsLinks)
  }

  @Test(
    "reads X-Robots-Tag, for all and for one agent",
    arguments: [
      ("noindex", false, true), ("noindex, nofollow", false, false), ("googlebot: noindex", true, true),
      ("googlebot: noindex, stance: nofollow", true, false), ("stance: none", false, false),
      ("unavailable_after: 25 Jun 2010 15:00:00 PST, nofollow", true, false),
      ("max-image-preview: large", true, true),
    ])
  func headers(_ value: String, _ isIndexable: Bool, _ followsLinks: Bool) {
    var meta = RobotsMeta()
    meta.add(header: value, agent: "stance")
    #expect(meta.isIndexable == isIndexable)
    #expect(meta.followsLinks == followsLinks)
  }

  @Test("adds up what several places say")
  func sum() {
    var meta = RobotsMeta()
    meta.add(metaName: "robots", content: "noindex", agent: "stance")
    meta.add(header: "nofollow", agent: "stance")
    #expect(!meta.isIndexable && !meta.followsLinks && meta.isArchivable)
  }
}
