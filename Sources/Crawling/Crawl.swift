public import Archiving
public import Fetching
public import Frontier
public import Model
internal import Robots
public import Storage

/// One crawl: the pipeline from topic to store, on a thread of its own.
///
/// The order of a page's life is this file's: the frontier names an address, the robots rules are asked, a `Visitor`
/// fetches and reads it, what it gave is merged with what the store holds, the records are appended and synced, and only
/// then does the frontier's transaction say that the address is done. A crawl that is killed in between repeats some
/// requests, never a record: the store takes an unchanged page version once.
public actor Crawl {
  /// Called with every event, on the crawl's thread; must be quick.
  public typealias Observer = @Sendable (CrawlEvent, CrawlProgress) -> Void

  private let thread = LoopThread(name: "crawl")
  let topic: Topic
  let options: CrawlOptions
  let frontier: Frontier
  let archive: Archive?
  let fetcher: Fetcher
  let visitor: Visitor
  let relevance: Relevance
  let observe: Observer

  var progress = CrawlProgress()
  var scope: ScopeRule
  var yields = ShapeYield()
  var judged = LinkMemory()
  var focus = Focus()
  var tally = CauseTally()
  /// What is kept of pages.
  var ledger: PageLedger
  /// When this run began.
  var begun = Instant(milliseconds: 0)
  private var pendingSince: Instant?
  var robots = RobotsMemory()
  private var inFlight = 0
  /// Visits whose outcome is not on disk yet.
  ///
  /// Together with those in flight they are what a crash makes us ask again, and never more than the concurrency.
  private var unsaved = 0
  private var interruptions = 0
  private var tasks: [Int64: Task<Void, Never>] = [:]
  /// What wakes the loop next; it may wake it early, never late.
  private var alarm: (number: Int, instant: Instant, task: Task<Void, Never>)?
  /// How many alarms were set; a number tells an alarm from one that was cancelled when it had rung already.
  private var alarms = 0
  private let mailbox: AsyncStream<Message>
  private let post: AsyncStream<Message>.Continuation

  /// What wakes the loop.
  private enum Message: Sendable {
    case visited(Visit)
    case robots(RobotsDesk.Answer, Assignment)
    case tick(Int)
    case interrupt
  }

  /// How long finished records wait for company before they are written, in seconds.
  static let groupDelay = 0.05
  /// How many records are written at once at the most.
  static let groupSize = 64

  /// The actor runs on its own thread.
  public nonisolated var unownedExecutor: UnownedSerialExecutor { unsafe thread.asUnownedSerialExecutor() }

  /// Makes a crawl of a topic; `run` starts it.
  public init(
    topic: Topic, options: CrawlOptions, frontier: Frontier, store: Store, archive: Archive? = nil, fetcher: Fetcher,
    listener: Listener, observer: @escaping Observer
  ) {
    self.topic = topic
    self.options = options
    self.frontier = frontier
    self.archive = archive
    self.fetcher = fetcher
    relevance = Relevance(topic.service)
    visitor = Visitor(
      fetcher: fetcher,
      reader: AnswerReader(
        listener: listener, relevance: relevance, agent: options.agent, service: topic.service.name,
        since: options.since, until: options.until, isFocused: topic.scope == .web),
      archive: archive)
    observe = observer
    scope = ScopeRule(topic)
    ledger = PageLedger(store: store, listener: listener)
    (mailbox, post) = AsyncStream.makeStream()
  }

  /// Asks the crawl to end: the first time it finishes what is in flight, the second time it drops it.
  public nonisolated func interrupt() { post.yield(.interrupt) }

  /// Crawls until nothing is left to do now, a limit is reached, or the user interrupts.
  ///
  /// - Throws: `FrontierError` or `StorageError` when the disk fails; whatever was saved stays.
  public func run() async throws -> CrawlSummary {
    let begun = SystemClock.now
    defer {
      for task in tasks.values { task.cancel() }
      alarm?.task.cancel()
      thread.stop()
    }
    try plant(at: begun)
    var end = CrawlSummary.End.finished
    var messages = mailbox.makeAsyncIterator()
    loop: while true {
      let now = SystemClock.now
      if interruptions > 0 { end = .interrupted }
      if interruptions == 0, isOverLimit(begun: begun, at: now) { end = .limit }
      var wake: Instant?
      if end == .finished {
        fill: while inFlight + unsaved < options.concurrency, mayAskMore {
          switch try frontier.next(at: SystemClock.now) {
          case .fetch(let assignment): try send(assignment)
          case .wait(let until):
            wake = until
            if inFlight == 0 { report(.waiting(until: until)) }
            break fill
          case .idle: break fill
          case .finished:
            if inFlight == 0, ledger.waiting == 0 { break loop }
            break fill
          }
        }
      }
      if inFlight == 0, end != .finished { break loop }
      if unsaved > 0, inFlight + unsaved >= options.concurrency, unsaved * 2 >= options.concurrency {
        try save()
        continue
      }
      if inFlight == 0 { try save() }
      if let since = pendingSince {
        let due = since.advanced(bySeconds: Crawl.groupDelay)
        if due <= SystemClock.now || ledger.waiting >= Crawl.groupSize {
          try save()
        } else {
          wake = min(wake ?? due, due)
        }
      }
      if let wake { setAlarm(at: wake) }
      if inFlight == 0, wake == nil { continue }
      guard let message = await messages.next() else { break }
      try receive(message)
    }
    try save()
    return try summary(end: end, begun: begun)
  }

  /// Plants the seeds, and what is due again.
  private func plant(at now: Instant) throws {
    self.begun = now
    ledger.recall()
    try frontier.add(
      topic.seeds.map { FrontierItem(address: $0.withoutFragment, depth: 0, priority: 20) }, at: now)
    // What a crawl that was cut short has left comes first.
    if frontier.counts[.waiting] == 0, frontier.counts[.retrying] == 0 { try askHeralds(at: now) }
    try frontier.revisitDue(at: options.refreshes ? Instant(milliseconds: .max) : now)
    try frontier.save()
  }

  private func isOverLimit(begun: Instant, at now: Instant) -> Bool {
    if let maximum = options.maximumPages, progress.fetched >= maximum { return true }
    if let maximum = options.maximumSeconds, now.seconds(since: begun) >= maximum { return true }
    return false
  }

  /// Whether what is in flight leaves room below the limit of pages; it may fail, and then there is room again.
  private var mayAskMore: Bool { options.maximumPages.map { progress.fetched + inFlight < $0 } ?? true }

  /// Lets the loop wake at an instant; an alarm that goes off before stays as it is, for most are never waited for.
  private func setAlarm(at instant: Instant) {
    if let alarm, alarm.instant <= instant { return }
    alarm?.task.cancel()
    alarms += 1
    let (post, number) = (post, alarms)
    let seconds = max(0.001, instant.seconds(since: SystemClock.now))
    let task = Task {
      try? await Task.sleep(for: .seconds(seconds))
      if !Task.isCancelled { post.yield(.tick(number)) }
    }
    alarm = (number, instant, task)
  }

  // MARK: Sending

  private func send(_ assignment: Assignment) throws {
    let address = assignment.item.address
    if scope.scope == .web, assignment.item.role == .page, assignment.item.depth > 0,
      !focus.isStillWorthAsking(address.hostKey, priority: assignment.item.priority)
    {
      let cause = "its host rarely speaks of \(topic.service.name)"
      tally.passOver(cause, address)
      report(.passedOver(address: address, cause: cause))
      try frontier.finish(assignment, outcome: .skipped(cause: cause), at: SystemClock.now)
      return
    }
    guard let entry = try rules(of: address) else {
      guard let question = robots.question(for: address) else {
        return try fail(assignment, cause: "no robots.txt to ask for", hint: "", isTransient: false, reply: nil)
      }
      inFlight += 1
      // A redirect may lead to a host that is owed a pause as well.
      if question.target.hostKey != address.hostKey { frontier.noteRequest(to: question.target, at: SystemClock.now) }
      let desk = RobotsDesk(fetcher: fetcher, archive: archive)
      let post = post
      tasks[assignment.number] = Task { post.yield(.robots(await desk.ask(question), assignment)) }
      return
    }
    switch entry.access {
    case .rules(let rules):
      let verdict = rules.verdict(for: address, agent: options.agent)
      guard verdict.isAllowed else {
        let rule = verdict.line.map { "robots.txt line \($0)" } ?? "robots.txt"
        tally.passOver("forbidden by robots.txt", address)
        report(.passedOver(address: address, cause: "forbidden by \(rule)"))
        try frontier.finish(assignment, outcome: .disallowed, at: SystemClock.now)
        return
      }
      var subject: PageRecord?
      if case .source(_, let key) = assignment.item.role { subject = try ledger.record(ofPage: key) }
      inFlight += 1
      let visitor = visitor
      let post = post
      tasks[assignment.number] = Task {
        post.yield(.visited(await visitor.visit(assignment, subject: subject)))
      }
    case .unreachable(let cause, let hint):
      try fail(assignment, cause: cause, hint: hint, isTransient: false, reply: nil)
    }
  }

  // MARK: Receiving

  private func receive(_ message: Message) throws {
    switch message {
    case .tick(let number): if alarm?.number == number { alarm = nil }
    case .interrupt:
      interruptions += 1
      if interruptions > 1 { for task in tasks.values { task.cancel() } }
    case .robots(let answer, let assignment):
      inFlight -= 1
      tasks[assignment.number] = nil
      progress.requests += answer.requests
      try archive?.append(answer.captures, at: SystemClock.now)
      try learn(answer, for: assignment)
    case .visited(let visit):
      inFlight -= 1
      unsaved += 1
      tasks[visit.assignment.number] = nil
      progress.requests += visit.requests
      progress.bytes += visit.bytes
      try archive?.append(visit.captures, at: SystemClock.now)
      try take(visit)
    }
  }

  private func take(_ visit: Visit) throws {
    let now = SystemClock.now
    if case .failed(FetchError.Code.cancelled.words, _) = visit.outcome {
      // Dropped by the user's second interrupt, which says nothing of the page: the next run asks again.
      return frontier.putBack(visit.assignment, requested: true, at: now)
    }
    let address = visit.assignment.item.address
    if visit.reply.status != nil { noteNetwork(of: address) }
    var visit = visit
    var found: [FrontierItem] = []
    switch visit.yield {
    case .nothing: break
    case .moved(let target):
      guard let items = try move(&visit, to: target) else { return }
      found = items
    case .addresses(let items, let facts):
      try learn(facts, from: visit)
      found = within(items, namedBy: visit)
    case .comments(let answer, let key):
      found = try merge(answer, intoPage: key, item: visit.assignment.item)
    case .continuation(let further, let key, let next):
      found = try append(further, toPage: key, next: next, item: visit.assignment.item)
    case .page(let record, let isOnTopic):
      if !record.conversation.voices.isEmpty {
        progress.posts += 1
        if isOnTopic { progress.onTopic += 1 }
      }
      found = try keep(record, isOnTopic: isOnTopic, visit: &visit)
    }
    if ledger.waiting > 0, pendingSince == nil { pendingSince = now }
    var isFruitful = true
    if case .page(let record, _) = visit.yield, record.conversation.voices.isEmpty {
      let shape = ShapeYield.shape(of: address)
      isFruitful = found.contains {
        $0.depth > 0 && !frontier.isKnown($0) && ShapeYield.shape(of: $0.address) != shape
      }
    }
    let new = try frontier.finish(visit.assignment, outcome: visit.outcome, found: found, reply: visit.reply, at: now)
    switch visit.outcome {
    case .done, .notModified:
      // A redirect says nothing yet; the page that it leads to counts.
      if visit.isPage { progress.fetched += 1 }
      if visit.outcome == .notModified { progress.unchanged += 1 }
      var voices = 0
      if case .page(let record, _) = visit.yield {
        voices = record.conversation.voices.count
        if let silence = visit.silence { tally.noteSilence(silence, address) }
        yields.note(address, isFruitful: isFruitful)
      }
      report(.heard(address: visit.address, voices: voices, found: new, silence: visit.silence))
    case .disallowed: break
    case .gone:
      tally.fail("not found (404 or 410)", address, hint: "the page has vanished; an archive may still have it")
      report(.failed(address: address, cause: "not found", hint: "", isFinal: true))
    case .skipped(let cause):
      progress.fetched += 1
      tally.passOver(cause, address)
      report(.passedOver(address: address, cause: cause))
    case .failed(let cause, let isTransient):
      noteFailure(visit.assignment, cause: cause, hint: visit.hint, isTransient: isTransient)
    }
  }

  private func fail(
    _ assignment: Assignment, cause: String, hint: String, isTransient: Bool, reply: Reply?
  ) throws {
    try frontier.finish(
      assignment, outcome: .failed(cause: cause, isTransient: isTransient), reply: reply, at: SystemClock.now)
    noteFailure(assignment, cause: cause, hint: hint, isTransient: isTransient)
  }

  private func noteFailure(_ assignment: Assignment, cause: String, hint: String, isTransient: Bool) {
    let isFinal = !isTransient || assignment.attempt >= frontier.attempts
    if isFinal { tally.fail(cause, assignment.item.address, hint: hint) }
    report(.failed(address: assignment.item.address, cause: cause, hint: hint, isFinal: isFinal))
  }

  // MARK: Saving

  /// Makes everything so far safe, in this order: the answers, the records read from them, and that they are done.
  private func save() throws {
    unsaved = 0
    pendingSince = nil
    try archive?.sync()
    if ledger.waiting > 0 {
      let written = try ledger.write()
      progress.pages += written
      report(.saved(records: written))
    } else {
      _ = try ledger.write()
    }
    try frontier.save()
  }

  func report(_ event: CrawlEvent) {
    let counts = frontier.counts
    progress.queued = counts[.waiting] + counts[.retrying]
    progress.hosts = counts.hosts
    progress.inFlight = inFlight
    progress.voices = ledger.voices
    progress.stances = ledger.stances
    observe(event, progress)
  }

  private func summary(end: CrawlSummary.End, begun: Instant) throws -> CrawlSummary {
    report(.saved(records: 0))
    let counts = frontier.counts
    return CrawlSummary(
      end: end, progress: progress, seconds: SystemClock.now.seconds(since: begun), failures: tally.failures,
      passedOver: tally.passedOver, silent: tally.silent, left: counts[.waiting] + counts[.retrying],
      nextVisit: try frontier.nextVisit())
  }
}
