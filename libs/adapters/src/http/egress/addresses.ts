import { BlockList, isIP } from 'node:net';

/** What is no public unicast address: the registries of special purposes (RFC 6890, IANA), multicast, reserved. */
const CLOSED_IPV4 = [
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.0.0.0/24',
  '192.0.2.0/24',
  '192.31.196.0/24',
  '192.52.193.0/24',
  '192.88.99.0/24',
  '192.168.0.0/16',
  '192.175.48.0/24',
  '198.18.0.0/15',
  '198.51.100.0/24',
  '203.0.113.0/24',
  '224.0.0.0/4',
  '240.0.0.0/4',
];

/** Global unicast as far as it is allocated (RFC 4291 2.4); everything else is closed. */
const OPEN_IPV6 = ['2000::/3'];

/** IETF protocols with Teredo and ORCHID, documentation, 6to4, which carries any IPv4 address inside, and segment routing. */
const CLOSED_IPV6 = ['2001::/23', '2001:db8::/32', '2002::/16', '2620:4f:8000::/48', '3fff::/20'];

/** Forms that stand for the IPv4 address in their last 32 bits: IPv4-mapped and NAT64 (RFC 6052). */
const CARRIES_IPV4 = ['::ffff:0:0/96', '64:ff9b::/96'];

const closedIpv4 = blockList(CLOSED_IPV4, 'ipv4');
const openIpv6 = blockList(OPEN_IPV6, 'ipv6');
const closedIpv6 = blockList(CLOSED_IPV6, 'ipv6');
const carriesIpv4 = blockList(CARRIES_IPV4, 'ipv6');

function blockList(networks: readonly string[], family: 'ipv4' | 'ipv6'): BlockList {
  const list = new BlockList();
  for (const network of networks) {
    const [address = '', prefix] = network.split('/');
    list.addSubnet(address, Number(prefix), family);
  }
  return list;
}

/** Whether an IP address, as resolvers and URL hosts spell it (no brackets), is one of the public internet. Anything else, also what is no address, is not. */
export function isPublicAddress(address: string): boolean {
  switch (address.includes('%') ? 0 : isIP(address)) {
    case 4:
      return !closedIpv4.check(address, 'ipv4');
    case 6:
      if (carriesIpv4.check(address, 'ipv6')) return isPublicAddress(lastFourOctets(address));
      return openIpv6.check(address, 'ipv6') && !closedIpv6.check(address, 'ipv6');
    default:
      return false;
  }
}

/** The last 32 bits of an IPv6 address in dotted form. */
function lastFourOctets(address: string): string {
  // The URL parser writes every spelling in one way, without dots (WHATWG URL, host serializer).
  const groups = new URL(`http://[${address}]/`).hostname.slice(1, -1).split(':');
  const [high = 0, low = 0] = groups.slice(-2).map((group) => Number.parseInt(group || '0', 16));
  return [high >> 8, high & 0xff, low >> 8, low & 0xff].join('.');
}
