//! Which computers may be asked. A badge is a stranger's file: it must not make this computer talk to its own network.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

/// Whom [`super::ask_issuer`] may reach.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reach {
    /// Public addresses of the internet, by https.
    Public,
    /// This computer alone, by plain http: for tests and the sandbox.
    Loopback,
}

impl Reach {
    pub(super) fn allows(self, address: IpAddr) -> bool {
        match (self, address.to_canonical()) {
            (Self::Loopback, address) => address.is_loopback(),
            (Self::Public, IpAddr::V4(address)) => public_v4(address),
            (Self::Public, IpAddr::V6(address)) => public_v6(address),
        }
    }
}

/// Not in the registry of special-purpose addresses (RFC 6890 and its successors), not multicast, not reserved.
fn public_v4(address: Ipv4Addr) -> bool {
    !matches!(
        address.octets(),
        [0 | 10 | 127, ..]
            | [100, 64..=127, ..]
            | [169, 254, ..]
            | [172, 16..=31, ..]
            | [192, 0, 0 | 2, _]
            | [192, 88, 99, _]
            | [192, 168, ..]
            | [198, 18..=19, ..]
            | [198, 51, 100, _]
            | [203, 0, 113, _]
            | [224..=255, ..]
    )
}

/// Of the unicast addresses given out so far, those that lead to the internet and carry no other address inside.
fn public_v6(address: Ipv6Addr) -> bool {
    match address.segments() {
        // A network without IPv4 reaches it through these (RFC 6052).
        [0x64, 0xff9b, 0, 0, 0, 0, high, low] => public_v4(Ipv4Addr::from(u32::from(high) << 16 | u32::from(low))),
        // Tunnels, benchmarks, identifiers, documentation.
        [0x2001, 0..=0x1ff, ..] | [0x2001, 0xdb8, ..] | [0x2002, ..] | [0x3fff, 0..=0xfff, ..] => false,
        [0x2000..=0x3fff, ..] => true,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(addresses: &str, expected: [bool; 2]) {
        for text in addresses.split_whitespace() {
            let address: IpAddr = text.parse().unwrap();
            assert_eq!([Reach::Public.allows(address), Reach::Loopback.allows(address)], expected, "{text}");
        }
    }

    #[test]
    fn only_public_addresses_are_public() {
        check("1.1.1.1 8.8.8.8 93.184.216.34 100.63.0.1 100.128.0.1 172.15.0.1 172.32.0.1 192.0.1.1", [true, false]);
        check("2606:4700::1111 2a00:1450::1 2001:200::1 ::ffff:1.1.1.1 64:ff9b::101:101", [true, false]);
        check("127.0.0.1 127.255.0.9 ::1 ::ffff:127.0.0.1", [false, true]);
        check(
            "0.0.0.0 10.0.0.1 100.64.0.1 100.127.255.255 169.254.169.254 172.16.0.1 172.31.0.1 192.168.1.1",
            [false; 2],
        );
        check("192.0.0.192 192.0.2.1 192.88.99.1 198.18.0.1 198.19.0.1 198.51.100.1 203.0.113.1", [false; 2]);
        check("224.0.0.1 239.0.0.1 240.0.0.1 255.255.255.255 ::ffff:10.0.0.1", [false; 2]);
        check(":: fe80::1 fc00::1 fd00:ec2::254 ff02::1 fec0::1 ::127.0.0.1 64:ff9b::7f00:1 64:ff9b:1::1", [false; 2]);
        check("2001::1 2001:db8::1 2002:7f00:1::1 2001:20::1 3fff::1 5f00::1 4000::1 100::1", [false; 2]);
    }
}
