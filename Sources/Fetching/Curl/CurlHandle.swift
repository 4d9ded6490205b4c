import CCurl

/// One of libcurl's easy handles: the options of one transfer, freed with it.
///
/// A class because its owner, the transfer, is one. Confined to the thread of the event loop.
@safe final class CurlHandle {
  let pointer: UnsafeMutableRawPointer

  /// - Returns: `nil` when libcurl has no memory.
  init?() {
    guard let pointer = unsafe curl_easy_init() else { return nil }
    unsafe self.pointer = unsafe pointer
  }

  deinit { unsafe curl_easy_cleanup(pointer) }

  func set(_ option: CURLoption, _ value: Int) { unsafe _ = stance_easy_set_long(pointer, option, value) }

  func set(_ option: CURLoption, _ value: String?) {
    if let value {
      unsafe _ = value.withCString { unsafe stance_easy_set_text(pointer, option, $0) }
    } else {
      unsafe _ = stance_easy_set_text(pointer, option, nil)
    }
  }

  @unsafe func set(_ option: CURLoption, pointer value: UnsafeMutableRawPointer?) {
    unsafe _ = stance_easy_set_pointer(pointer, option, value)
  }

  @unsafe func set(_ option: CURLoption, callback: @escaping stance_data_callback) {
    unsafe _ = stance_easy_set_data_callback(pointer, option, callback)
  }

  @unsafe func set(_ option: CURLoption, callback: @escaping stance_socket_callback) {
    unsafe _ = stance_easy_set_socket_callback(pointer, option, callback)
  }

  func number(_ info: CURLINFO) -> Int {
    var value = 0
    return unsafe stance_easy_get_long(pointer, info, &value) == CURLE_OK ? value : 0
  }

  /// The network address of the connection that was used last; `nil` when there was none.
  var networkAddress: String? {
    var text: UnsafeMutablePointer<CChar>?
    guard unsafe stance_easy_get_text(pointer, CURLINFO_PRIMARY_IP, &text) == CURLE_OK, let text = unsafe text else {
      return nil
    }
    let address = unsafe String(cString: text)
    return address.isEmpty ? nil : address
  }

  func offset(_ info: CURLINFO) -> Int {
    var value: curl_off_t = 0
    return unsafe stance_easy_get_offset(pointer, info, &value) == CURLE_OK ? Int(value) : 0
  }
}

/// A list of texts in libcurl's form, freed with its owner; libcurl does not copy it.
@safe final class CurlList {
  private(set) var head: UnsafeMutablePointer<curl_slist>?

  init(_ texts: [String]) {
    for text in texts { append(text) }
  }

  deinit { unsafe curl_slist_free_all(head) }

  func append(_ text: String) {
    if let longer = unsafe text.withCString({ unsafe curl_slist_append(head, $0) }) { unsafe head = unsafe longer }
  }
}
