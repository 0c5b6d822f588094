import { BlockList, isIP } from 'node:net';

/** What a host name or address says about where it is, without looking it up. */
export type HostKind = 'loopback' | 'private' | 'public';

const loopback = new BlockList();
loopback.addSubnet('127.0.0.0', 8, 'ipv4');
loopback.addAddress('::1', 'ipv6');

const local = new BlockList();
for (const [net, prefix] of [
  ['0.0.0.0', 8], // this host
  ['10.0.0.0', 8],
  ['100.64.0.0', 10], // carrier-grade NAT
  ['169.254.0.0', 16], // link-local, cloud metadata
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15], // benchmarking
  ['224.0.0.0', 4], // multicast
  ['240.0.0.0', 4], // reserved, broadcast
] as const) {
  local.addSubnet(net, prefix, 'ipv4');
}
for (const [net, prefix] of [
  ['::', 96], // unspecified, and the old way of writing an IPv4 address
  ['::ffff:0:0:0', 96], // another disguise of one
  ['64:ff9b::', 96], // NAT64: an IPv4 address in disguise
  ['64:ff9b:1::', 48],
  ['2001::', 32], // Teredo
  ['2002::', 16], // 6to4
  ['fc00::', 7], // unique local
  ['fe80::', 10], // link-local
  ['fec0::', 10], // site-local
  ['ff00::', 8], // multicast
] as const) {
  local.addSubnet(net, prefix, 'ipv6');
}

/** Names that never leave the machine or the local network (RFC 6761, 6762, 8375; ICANN's `.internal`). */
const LOCAL_SUFFIXES = ['.local', '.localdomain', '.internal', '.home.arpa'];

/**
 * Where `hostname` is, as far as its own text tells; names are never resolved. Takes the form that
 * `URL.hostname` has, in which decimal, octal and hexadecimal IPv4 addresses are already dotted.
 */
export function hostKind(hostname: string): HostKind {
  const host = hostname
    .toLowerCase()
    .replace(/^\[(.*)\]$/, '$1')
    .replace(/\.$/, '');
  const family = isIP(host);
  if (family === 0) {
    if (host === 'localhost' || host.endsWith('.localhost')) return 'loopback';
    // Without a dot it is a name of this machine's own network: no site has one.
    const isLocal = !host.includes('.') || LOCAL_SUFFIXES.some((suffix) => host.endsWith(suffix));
    return isLocal ? 'private' : 'public';
  }
  // BlockList holds IPv4-mapped IPv6 addresses against the IPv4 rules, too.
  const type = family === 4 ? 'ipv4' : 'ipv6';
  if (loopback.check(host, type)) return 'loopback';
  return local.check(host, type) ? 'private' : 'public';
}
