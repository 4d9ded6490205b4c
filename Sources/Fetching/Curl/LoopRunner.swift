import CCurl
import Glibc
import Model

/// The thread that talks to the network, seen from its own side: all of libcurl's handles live and die here.
@safe final class LoopRunner {
  private let multi: UnsafeMutableRawPointer
  private let share: UnsafeMutableRawPointer?
  private let mailbox: Mailbox
  private let addressBook: AddressBook
  private let options: FetchOptions
  private let proxies: ProxyChoice
  private let commonFields: CurlList
  private let connectTo: CurlList?
  /// Transfers in flight, by their easy handles.
  private var active: [UnsafeMutableRawPointer: Transfer] = unsafe [:]
  private var idle: [Transfer] = []
  /// Jobs that wait for a free place, in their order.
  private var waiting: [FetchJob] = []
  /// Transfers in flight by origin.
  private var perHost: [String: Int] = [:]
  private var isStopping = false

  @unsafe init(multi: UnsafeMutableRawPointer, mailbox: Mailbox, addressBook: AddressBook, options: FetchOptions) {
    unsafe self.multi = unsafe multi
    self.mailbox = mailbox
    self.addressBook = addressBook
    self.options = options
    proxies = ProxyChoice(options.proxy)
    commonFields = CurlList(options.fieldLines)
    connectTo = options.connectTo.isEmpty ? nil : CurlList(options.connectTo)
    unsafe share = curl_share_init()
    // Connections and names are shared by the multi handle; TLS sessions are not unless asked for.
    unsafe _ = stance_share_set_long(share, CURLSHOPT_SHARE, Int(CURL_LOCK_DATA_SSL_SESSION.rawValue))
    unsafe _ = stance_multi_set_long(multi, CURLMOPT_MAXCONNECTS, max(64, options.maximumInFlight * 4))
  }

  deinit {
    idle.removeAll()
    unsafe _ = curl_multi_cleanup(multi)
    unsafe _ = curl_share_cleanup(share)
  }

  /// Runs until it is told to stop.
  func run() {
    LoopRunner.blockBrokenPipes()
    while true {
      for message in mailbox.take() { handle(message) }
      if isStopping { break }
      startWaiting()
      var running: Int32 = 0
      unsafe _ = curl_multi_perform(multi, &running)
      if finishDone() || !mailbox.sleep() { continue }
      unsafe _ = curl_multi_poll(multi, nil, 0, 1000, nil)
    }
    for message in mailbox.close() {
      if case .start(let job) = message { waiting.append(job) }
    }
    for job in waiting { job.fail(.stopped, "the fetcher was stopped") }
    waiting = []
    for transfer in unsafe Array(active.values) { abandon(transfer, .stopped, "the fetcher was stopped") }
  }

  /// Lets a write to a closed connection fail instead of ending the process: with `CURLOPT_NOSIGNAL` libcurl leaves that
  /// to us, and a TLS library may write without `MSG_NOSIGNAL`.
  private static func blockBrokenPipes() {
    var signals = sigset_t()
    unsafe sigemptyset(&signals)
    unsafe sigaddset(&signals, SIGPIPE)
    unsafe pthread_sigmask(SIG_BLOCK, &signals, nil)
  }

  private func handle(_ message: LoopMessage) {
    switch message {
    case .start(let job): waiting.append(job)
    case .cancel(let job):
      if let position = waiting.firstIndex(where: { $0 === job }) {
        waiting.remove(at: position)
        job.fail(.cancelled, "cancelled")
      } else if let transfer = unsafe active.values.first(where: { $0.job === job }) {
        abandon(transfer, .cancelled, "cancelled")
      }
    case .stop: isStopping = true
    }
  }

  /// Starts jobs in their order, passing over those whose host is busy.
  private func startWaiting() {
    var kept = 0
    var position = 0
    while position < waiting.count {
      let job = waiting[position]
      position += 1
      if job.isCancelled {
        job.fail(.cancelled, "cancelled")
      } else if unsafe active.count < options.maximumInFlight,
        perHost[job.origin, default: 0] < options.maximumPerHost
      {
        start(job)
      } else {
        waiting[kept] = job
        kept += 1
      }
    }
    waiting.removeSubrange(kept...)
  }

  private func start(_ job: FetchJob) {
    let address = job.request.address
    let proxy = proxies.proxy(for: address)
    if proxy != nil, !options.allowPrivate, address.isSpecialHost {
      // The proxy resolves names itself, so the address itself is all that can be checked.
      return job.fail(.privateAddress, "a private or special address")
    }
    guard let handle = CurlHandle() else { return job.fail(.failed, "libcurl has no memory") }
    let transfer = idle.popLast() ?? Transfer(options: options)
    transfer.job = job
    transfer.isProxied = proxy != nil
    transfer.reset(
      allowPrivate: options.allowPrivate || proxy != nil, longestBody: job.request.longestBody, handle: handle)
    unsafe transfer.prepare(handle, options: options, share: share, connectTo: connectTo?.head)
    handle.set(CURLOPT_URL, address.fragment == nil ? address.href : address.withoutFragment.href)
    handle.set(CURLOPT_PROXY, proxy ?? "")
    // The choice has been made: libcurl would read `no_proxy` again, and connect where only the proxy may.
    handle.set(CURLOPT_NOPROXY, "")
    let conditions = job.request.conditionLines
    if conditions.isEmpty {
      unsafe handle.set(CURLOPT_HTTPHEADER, pointer: commonFields.head)
    } else {
      let fields = CurlList(options.fieldLines + conditions)
      transfer.fields = fields
      unsafe handle.set(CURLOPT_HTTPHEADER, pointer: fields.head)
    }
    let status = unsafe curl_multi_add_handle(multi, handle.pointer)
    guard status == CURLM_OK else {
      transfer.job = nil
      transfer.handle = nil
      idle.append(transfer)
      return job.fail(.failed, "libcurl takes no further transfer (\(status.rawValue))")
    }
    unsafe active[handle.pointer] = transfer
    perHost[job.origin, default: 0] += 1
  }

  /// Hands over what libcurl has finished.
  ///
  /// - Returns: whether anything was finished.
  private func finishDone() -> Bool {
    var remaining: Int32 = 0
    var isAny = false
    while let message = unsafe curl_multi_info_read(multi, &remaining) {
      guard unsafe message.pointee.msg == CURLMSG_DONE, let easy = unsafe message.pointee.easy_handle else { continue }
      let result = unsafe stance_message_result(message)
      guard let transfer = unsafe active[easy] else { continue }
      isAny = true
      guard let job = transfer.job else { continue }
      let answer = transfer.answer(to: job.request, result: result)
      if case .success = answer, !transfer.isProxied, let network = transfer.handle?.networkAddress {
        addressBook.note(network, of: job.request.address.host)
      }
      release(transfer)
      job.resume(answer)
    }
    return isAny
  }

  private func abandon(_ transfer: Transfer, _ code: FetchError.Code, _ cause: String) {
    let job = transfer.job
    release(transfer)
    job?.fail(code, cause)
  }

  /// Takes a transfer out of libcurl and puts it aside for the next job.
  private func release(_ transfer: Transfer) {
    if let handle = transfer.handle {
      unsafe _ = curl_multi_remove_handle(multi, handle.pointer)
      unsafe active[handle.pointer] = nil
    }
    transfer.handle = nil
    if let origin = transfer.job?.origin, let count = perHost[origin] {
      perHost[origin] = count > 1 ? count - 1 : nil
    }
    transfer.job = nil
    idle.append(transfer)
  }
}
