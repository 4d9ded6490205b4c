import Datelines
import Model
import Testing

@Suite("Times told from now")
struct RelativeDateTests {
  private let now = CivilTime(year: 2011, month: 11, day: 14, hour: 14, minute: 30).instant()

  @Test(
    "counts back from now",
    arguments: [
      ("3 weeks ago", "2011-10-24T14:30:00Z"), ("a day ago", "2011-11-13T14:30:00Z"),
      (
        "about 2 hours ago",
        "2011-11-14T12:30:00Z"
      ),
      ("2 years, 3 months ago", "2009-08-14T14:30:00Z"), ("5h", "2011-11-14T09:30:00Z"),
      (
        "yesterday at 1:20 pm",
        "2011-11-13T13:20:00Z"
      ),
      ("vor 3 Wochen", "2011-10-24T14:30:00Z"), ("il y a 2 jours", "2011-11-12T14:30:00Z"),
      (
        "hace una hora",
        "2011-11-14T13:30:00Z"
      ),
      ("há 3 dias", "2011-11-11T14:30:00Z"), ("3 giorni fa", "2011-11-11T14:30:00Z"),
      (
        "2 dagen geleden",
        "2011-11-12T14:30:00Z"
      ),
      ("för 2 timmar sedan", "2011-11-14T12:30:00Z"), ("3 päivää sitten", "2011-11-11T14:30:00Z"),
      (
        "2 dni temu",
        "2011-11-12T14:30:00Z"
      ),
      ("před 2 dny", "2011-11-12T14:30:00Z"), ("3 дня назад", "2011-11-11T14:30:00Z"),
      (
        "2 saat önce",
        "2011-11-14T12:30:00Z"
      ),
      ("3 hari yang lalu", "2011-11-11T14:30:00Z"), ("acum 2 zile", "2011-11-12T14:30:00Z"),
      (
        "3天前",
        "2011-11-11T14:30:00Z"
      ),
      ("3週間前", "2011-10-24T14:30:00Z"), ("2시간 전", "2011-11-14T12:30:00Z"), ("gestern", "2011-11-13T14:30:00Z"),
      ("avant-hier", "2011-11-12T14:30:00Z"), ("just now", "2011-11-14T14:30:00Z"),
      (
        "a few seconds ago",
        "2011-11-14T14:30:00Z"
      ),
      ("πριν από 3 ημέρες", "2011-11-11T14:30:00Z"), ("31 months ago", "2009-04-14T14:30:00Z"),
      ("for 2 dager siden", "2011-11-12T14:30:00Z"),
    ])
  func counting(_ text: String, _ expected: String) {
    #expect(Dateline.timestamp(relative: text, now: now)?.instant.description == expected)
  }

  @Test(
    "is no more exact than the unit",
    arguments: [
      ("10 minutes ago", Timestamp.Precision.minute), ("2 hours ago", .day), ("3 days ago", .day),
      ("3 weeks ago", .month),
      ("2 years ago", .year), ("yesterday at 1:20 pm", .minute), ("yesterday", .day),
    ])
  func precision(_ text: String, _ expected: Timestamp.Precision) {
    #expect(Dateline.timestamp(relative: text, now: now)?.precision == expected)
  }

  @Test("says that it was told from now")
  func source() {
    #expect(Dateline.timestamp(relative: "3 weeks ago", now: now)?.source == .relative)
  }

  @Test("clips the day where the month is shorter")
  func clipping() {
    let march = CivilTime(year: 2011, month: 3, day: 31).instant()
    #expect(Dateline.timestamp(relative: "1 month ago", now: march)?.instant.description == "2011-02-28T00:00:00Z")
  }

  @Test(
    "refuses everything else",
    arguments: [
      "", "ago", "Monday", "14 November 2011", "I left 3 weeks ago", "in 3 days time travel", "2 comments",
      "99999999999 years ago", "2:30 pm",
    ])
  func refusal(_ text: String) {
    #expect(Dateline.timestamp(relative: text, now: now) == nil)
  }
}
