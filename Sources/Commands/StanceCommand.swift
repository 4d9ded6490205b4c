internal import ArgumentParser

/// The root command, which only knows the others.
struct StanceCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "stance",
    abstract: "Hears who leaves a service, who defends it, why and since when.",
    discussion: """
      stance crawls blog posts about a service with everything said around them, reads for every voice (the author, \
      each commenter, each person quoted) whether it quits, defends or watches, and shows how that moves over time.

      Try `stance demo` first. Then write a topic file (seeds/README.md) and run:
        stance crawl seeds/klout.yaml
        stance report
      """,
    version: "stance \(Program.version)",
    groupedSubcommands: [
      CommandGroup(name: "First steps", subcommands: [DemoCommand.self]),
      CommandGroup(
        name: "The main job",
        subcommands: [
          CrawlCommand.self, ReportCommand.self, ServeCommand.self, ExportCommand.self, StatusCommand.self,
        ]),
      CommandGroup(
        name: "The store and the lexicon",
        subcommands: [
          LabelCommand.self, ReplayCommand.self, RescoreCommand.self, VerifyCommand.self, LexiconCommand.self,
        ]),
      CommandGroup(
        name: "Single steps",
        subcommands: [ExplainCommand.self, ExtractCommand.self, ClassifyCommand.self, RobotsCommand.self]),
    ])
}
