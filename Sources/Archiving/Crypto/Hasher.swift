import CCrypto

/// A digest that libcrypto is computing; the library comes with libcurl and uses what the processor offers for it.
///
/// The corresponding C functions are `EVP_MD_CTX_new`, `EVP_DigestInit_ex`, `EVP_DigestUpdate` and `EVP_DigestFinal_ex`.
@safe struct Hasher: ~Copyable {
  private let context: OpaquePointer?

  init(_ algorithm: Digest.Algorithm) {
    unsafe context = EVP_MD_CTX_new()
    let method = unsafe algorithm == .sha1 ? EVP_sha1() : EVP_sha256()
    let isReady = unsafe EVP_DigestInit_ex(context, method, nil)
    precondition(isReady == 1, "libcrypto has no \(algorithm.rawValue)")
  }

  deinit { unsafe EVP_MD_CTX_free(context) }

  /// Takes bytes.
  mutating func combine(_ bytes: ArraySlice<UInt8>) {
    unsafe bytes.withUnsafeBytes { _ = unsafe EVP_DigestUpdate(context, $0.baseAddress, $0.count) }
  }

  /// The digest's bytes.
  consuming func finish() -> [UInt8] {
    unsafe [UInt8](unsafeUninitializedCapacity: Int(EVP_MAX_MD_SIZE)) { output, count in
      var length: UInt32 = 0
      unsafe _ = EVP_DigestFinal_ex(context, output.baseAddress, &length)
      count = Int(length)
    }
  }
}
