import CCurl
import Glibc
import Model

/// What an answer is gathered in, used again and again, and the easy handle of the moment.
///
/// Every request has an easy handle of its own: connections, names and TLS sessions outlive it elsewhere, and libcurl
/// 7.88 keeps a pointer into the last answer's header fields (`prevhead`) that a new answer which begins with a folded
/// line makes it follow after they are freed. A handle costs a microsecond.
///
/// Confined to the thread of the event loop: libcurl calls back on it only.
@safe final class Transfer {
  /// What the callbacks write.
  ///
  /// Behind a pointer, because exclusivity checks on a class would cost in every callback.
  @safe struct State {
    /// The lines of all heads of this answer, as they came.
    var head: [UInt8] = []
    /// Number of lines in `head`.
    var lines = 0
    /// The decoded body so far.
    var body: [UInt8] = []
    /// Why we ended the transfer ourselves.
    var refusal: (code: FetchError.Code, cause: String)?
    /// Bytes of the body that are wanted; what follows is left.
    var wanted = Int.max
    /// Whether we ended the transfer ourselves because that much is there.
    var hasEnough = false
    /// Whether a socket was refused because of its address.
    var sawSpecialAddress = false
    /// Whether special addresses may be contacted by this transfer.
    var allowPrivate = false
    let limits: Limits
    /// The handle, for what it knows of the bytes on the wire.
    var easy: UnsafeMutableRawPointer?
  }

  /// The options that the callbacks ask.
  struct Limits {
    let body: Int
    let ratio: Int
    let allowance: Int
    let headBytes: Int
    let headLines: Int
  }

  /// Where the answer goes; `nil` while the transfer is idle.
  var job: FetchJob?
  /// Whether the request goes through a proxy.
  var isProxied = false
  /// Field lines of this request alone, kept alive while libcurl reads them.
  var fields: CurlList?
  /// The handle of this request; `nil` while the transfer is idle.
  var handle: CurlHandle?
  /// Seconds that the whole answer may take.
  let totalTimeout: Double
  let state: UnsafeMutablePointer<State>
  /// Where libcurl writes what went wrong, in its own words.
  let words: UnsafeMutablePointer<CChar>

  init(options: FetchOptions) {
    totalTimeout = options.totalTimeout
    unsafe state = UnsafeMutablePointer<State>.allocate(capacity: 1)
    unsafe words = UnsafeMutablePointer<CChar>.allocate(capacity: Int(CURL_ERROR_SIZE))
    unsafe words.initialize(repeating: 0, count: Int(CURL_ERROR_SIZE))
    let limits = Limits(
      body: options.maximumBody, ratio: max(1, options.maximumRatio), allowance: options.bombAllowance,
      headBytes: options.maximumHeaderBytes, headLines: options.maximumHeaderCount)
    unsafe state.initialize(to: State(limits: limits))
  }

  deinit {
    unsafe state.deinitialize(count: 1)
    unsafe state.deallocate()
    unsafe words.deallocate()
  }

  /// Forgets the last answer.
  func reset(allowPrivate: Bool, longestBody: Int?, handle: CurlHandle) {
    self.handle = handle
    unsafe state.pointee.easy = unsafe handle.pointer
    unsafe state.pointee.head.removeAll(keepingCapacity: true)
    unsafe state.pointee.lines = 0
    unsafe state.pointee.body = []
    unsafe words.pointee = 0
    unsafe state.pointee.refusal = nil
    unsafe state.pointee.wanted = max(0, longestBody ?? .max)
    unsafe state.pointee.hasEnough = false
    unsafe state.pointee.sawSpecialAddress = false
    unsafe state.pointee.allowPrivate = allowPrivate
    fields = nil
  }

  /// libcurl's `CURLOPT_HEADERFUNCTION`: one line of a head.
  static let receiveHead: stance_data_callback = { bytes, size, count, context in
    guard let bytes = unsafe bytes, let context = unsafe context else { return 0 }
    let length = size &* count
    let state = unsafe context.assumingMemoryBound(to: State.self)
    let limits = unsafe state.pointee.limits
    unsafe state.pointee.lines &+= 1
    let lines = unsafe state.pointee.lines
    let total = unsafe state.pointee.head.count &+ length
    if total > limits.headBytes || lines > limits.headLines {
      unsafe state.pointee.refusal = (
        .tooLarge, "more than \(limits.headBytes) bytes or \(limits.headLines) header fields"
      )
      return 0
    }
    unsafe state.pointee.head.append(
      contentsOf: UnsafeRawBufferPointer(start: bytes, count: length))
    return length
  }

  /// libcurl's `CURLOPT_WRITEFUNCTION`: a piece of the body, codings undone.
  static let receiveBody: stance_data_callback = { bytes, size, count, context in
    guard let bytes = unsafe bytes, let context = unsafe context else { return 0 }
    let length = size &* count
    let state = unsafe context.assumingMemoryBound(to: State.self)
    let limits = unsafe state.pointee.limits
    let total = unsafe state.pointee.body.count &+ length
    if total == length { unsafe Transfer.reserve(state) }
    let missing = unsafe state.pointee.wanted &- state.pointee.body.count
    if length > missing {
      unsafe state.pointee.hasEnough = true
      unsafe state.pointee.body.append(contentsOf: UnsafeRawBufferPointer(start: bytes, count: max(0, missing)))
      return 0
    }
    if total > limits.body {
      unsafe state.pointee.refusal = (.tooLarge, "a body of more than \(limits.body) bytes")
      return 0
    }
    if total > limits.allowance {
      var wire: curl_off_t = 0
      _ = unsafe stance_easy_get_offset(state.pointee.easy, CURLINFO_SIZE_DOWNLOAD_T, &wire)
      if total / max(1, Int(wire)) > limits.ratio {
        unsafe state.pointee.refusal = (.tooLarge, "a decompression bomb: \(total) bytes from \(wire)")
        return 0
      }
    }
    unsafe state.pointee.body.append(contentsOf: UnsafeRawBufferPointer(start: bytes, count: length))
    return length
  }

  /// Makes room for the whole body where its length is stated, and for most packed ones.
  @unsafe private static func reserve(_ state: UnsafeMutablePointer<State>) {
    var stated: curl_off_t = 0
    _ = unsafe stance_easy_get_offset(state.pointee.easy, CURLINFO_CONTENT_LENGTH_DOWNLOAD_T, &stated)
    unsafe state.pointee.body.reserveCapacity(min(max(Int(stated), reservedAtLeast), reservedAtMost))
  }

  private static let reservedAtLeast = 1 << 16
  /// A stated length is a stranger's word: beyond this many bytes room is made only as they come.
  private static let reservedAtMost = 1 << 20

  /// libcurl's `CURLOPT_OPENSOCKETFUNCTION`: the only place where sockets come from, asked after names are resolved.
  static let openSocket: stance_socket_callback = { context, _, address in
    guard let context = unsafe context, let address = unsafe address else { return CURL_SOCKET_BAD }
    let state = unsafe context.assumingMemoryBound(to: State.self)
    if unsafe !state.pointee.allowPrivate {
      let target = unsafe withUnsafePointer(to: &address.pointee.addr) { unsafe IPAddress(socket: $0) }
      if target?.isPublic != true {
        unsafe state.pointee.sawSpecialAddress = true
        return CURL_SOCKET_BAD
      }
    }
    let kind = unsafe address.pointee.socktype | Int32(SOCK_CLOEXEC.rawValue)
    return unsafe socket(address.pointee.family, kind, address.pointee.protocol)
  }
}
