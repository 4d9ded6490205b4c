import CCurl
import Glibc

extension PublicAddress {
  /// Whether the address of a socket is public; any family other than IPv4 and IPv6 is not.
  @unsafe static func isPublic(_ address: UnsafePointer<sockaddr>) -> Bool {
    switch Int32(unsafe address.pointee.sa_family) {
    case AF_INET:
      return unsafe address.withMemoryRebound(to: sockaddr_in.self, capacity: 1) { pointer in
        isPublic(v4: UInt32(bigEndian: unsafe pointer.pointee.sin_addr.s_addr))
      }
    case AF_INET6:
      return unsafe address.withMemoryRebound(to: sockaddr_in6.self, capacity: 1) { pointer in
        var bytes = unsafe pointer.pointee.sin6_addr
        return unsafe withUnsafeBytes(of: &bytes) { raw in isPublic(v6: unsafe Array(raw)) }
      }
    default: return false
    }
  }
}
