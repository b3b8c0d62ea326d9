package org.faultmaven.adapters.websearch;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;

/**
 * Tells addresses of the public Internet from those of this machine, its network and its cloud's
 * metadata service, whatever an IPv6 address wraps them in.
 */
final class PublicAddresses {
  private PublicAddresses() {}

  static boolean isPublic(InetAddress address) {
    if (address.isAnyLocalAddress()
        || address.isLoopbackAddress()
        || address.isLinkLocalAddress()
        || address.isSiteLocalAddress()
        || address.isMulticastAddress()) {
      return false;
    }
    byte[] bytes = address.getAddress();
    return switch (address) {
      case Inet4Address _ -> isPublicV4(bytes, 0);
      case Inet6Address _ -> isPublicV6(bytes);
      default -> false;
    };
  }

  private static boolean isPublicV4(byte[] bytes, int from) {
    int first = bytes[from] & 0xff;
    int second = bytes[from + 1] & 0xff;
    int third = bytes[from + 2] & 0xff;
    return switch (first) {
      case 0, 10, 127 -> false;
      // Shared by providers, and a cloud's metadata.
      case 100 -> second < 64 || second > 127;
      case 169 -> second != 254;
      case 172 -> second < 16 || second > 31;
      case 192 -> second != 168 && !(second == 0 && (third == 0 || third == 2));
      case 198 -> second != 18 && second != 19 && !(second == 51 && third == 100);
      case 203 -> !(second == 0 && third == 113);
      default -> first < 224;
    };
  }

  private static boolean isPublicV6(byte[] bytes) {
    int first = ((bytes[0] & 0xff) << 8) | (bytes[1] & 0xff);
    // Unique local addresses.
    if ((first & 0xfe00) == 0xfc00) {
      return false;
    }
    // 6to4 and NAT64 wrap an IPv4 address.
    if (first == 0x2002) {
      return isPublicV4(bytes, 2);
    }
    if (first == 0x0064 && (((bytes[2] & 0xff) << 8) | (bytes[3] & 0xff)) == 0xff9b) {
      return isPublicV4(bytes, 12);
    }
    // Global unicast is 2000::/3; the rest is reserved.
    return (first & 0xe000) == 0x2000;
  }
}
