import { describe, expect, it } from 'vitest';
import { isPublicAddress } from './addresses.js';
import { type Address, createEgressGuard } from './guard.js';

const PUBLIC: Address = { address: '93.184.215.14', family: 4 };
const resolvesTo =
  (...addresses: string[]) =>
  () =>
    Promise.resolve(addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })));

describe('K05 addresses', () => {
  it.each([
    '0.0.0.0',
    '0.1.2.3',
    '10.0.0.1',
    '10.255.255.255',
    '100.64.0.1',
    '100.127.255.255',
    '127.0.0.1',
    '127.255.255.254',
    '169.254.169.254',
    '172.16.0.1',
    '172.31.255.255',
    '192.0.0.8',
    '192.0.2.1',
    '192.88.99.1',
    '192.168.1.1',
    '198.18.0.1',
    '198.19.255.255',
    '198.51.100.7',
    '203.0.113.9',
    '224.0.0.1',
    '239.255.255.255',
    '240.0.0.1',
    '255.255.255.255',
    '::',
    '::1',
    '::127.0.0.1',
    '::8.8.8.8',
    '::ffff:127.0.0.1',
    '::ffff:7f00:1',
    '::ffff:10.0.0.1',
    '::ffff:0:127.0.0.1',
    '64:ff9b::7f00:1',
    '64:ff9b::169.254.169.254',
    '64:ff9b:1::808:808',
    '100::1',
    '2001::1',
    '2001:0:4136:e378:8000:63bf:3fff:fdd2',
    '2001:2::1',
    '2001:10::1',
    '2001:db8::1',
    '2002:7f00:1::1',
    '2002:808:808::1',
    '3fff::1',
    '5f00::1',
    'fc00::1',
    'fd12:3456::1',
    'fe80::1',
    'fe80::1%eth0',
    'fec0::1',
    'ff02::1',
    'localhost',
    '127.1',
    '',
  ])('%s is closed', (address) => expect(isPublicAddress(address)).toBe(false));

  it.each(['8.8.8.8', '93.184.215.14', '172.32.0.1', '100.128.0.1', '::ffff:8.8.8.8', '64:ff9b::8.8.8.8', '2a00:1450:4001:82a::200e'])(
    '%s is open',
    (address) => expect(isPublicAddress(address)).toBe(true),
  );
});

describe('K05 the guard', () => {
  const guard = createEgressGuard({ resolve: resolvesTo('93.184.215.14') });

  it.each([
    'http://127.0.0.1/',
    'http://127.1/',
    'http://2130706433/',
    'http://017700000001/',
    'http://0x7f000001/',
    'http://0x7f.0.0.1/',
    'http://0177.0.0.1/',
    'http://0/',
    'http://169.254.169.254/latest/meta-data/',
    'http://[::1]/',
    'http://[::]/',
    'http://[::ffff:127.0.0.1]/',
    'http://[::ffff:a9fe:a9fe]/',
    'http://[64:ff9b::7f00:1]/',
    'http://[2002:7f00:1::]/',
    'http://[fd00::1]/',
    'http://１２７.0.0.1/',
    'https://10.0.0.1/',
  ])('%s is blocked', async (url) => {
    await expect(guard(url)).rejects.toMatchObject({ code: 'blocked', hostFailed: false });
  });

  it.each([
    'file:///etc/passwd',
    'ldap://ldap.example/cn=CA?certificateRevocationList',
    'ldaps://ldap.example/',
    'ftp://ftp.example/ca.crl',
    'gopher://gopher.example/_x',
    'data:application/pkix-crl;base64,AAAA',
    'unix:/run/docker.sock',
    'ws://host.example/',
    'http://user:secret@host.example/',
    'http://user@host.example/',
    'http://host.example:22/',
    'http://host.example:443/',
    'https://host.example:80/',
    'http://host.example:8080/',
    'http://',
    'no url at all',
    '',
  ])('K06 %s is blocked', async (url) => {
    await expect(guard(url)).rejects.toMatchObject({ code: 'blocked', hostFailed: false });
  });

  it('lets a public host through, with the addresses to connect to', async () => {
    for (const url of ['http://host.example/ca.crl', 'https://host.example/', 'http://host.example:80/', 'https://host.example:443/']) {
      expect((await guard(url)).addresses).toEqual([PUBLIC]);
    }
    expect((await guard('http://8.8.8.8/')).addresses).toEqual([{ address: '8.8.8.8', family: 4 }]);
  });

  it('blocks a name that has one inner address among public ones', async () => {
    for (const inner of ['10.0.0.1', '::1', '::ffff:192.168.0.1']) {
      const mixed = createEgressGuard({ resolve: resolvesTo('93.184.215.14', inner) });
      await expect(mixed('http://host.example/')).rejects.toMatchObject({ code: 'blocked' });
    }
  });

  it('a name without an address, or that can not be resolved, is a failure of the host', async () => {
    const fails = { code: 'failed', hostFailed: true };
    await expect(createEgressGuard({ resolve: resolvesTo() })('http://host.example/')).rejects.toMatchObject(fails);
    const broken = createEgressGuard({ resolve: () => Promise.reject(new Error('SERVFAIL')) });
    await expect(broken('http://host.example/')).rejects.toMatchObject(fails);
  });

  it('lets hosts through that the operator names, exactly as named', async () => {
    const open = createEgressGuard({ allowedHosts: ['127.0.0.1:8080', 'OCSP.inner.example', '[::1]:9'], resolve: resolvesTo('10.0.0.1') });
    for (const url of ['http://127.0.0.1:8080/', 'http://ocsp.inner.example/', 'https://ocsp.inner.example:8443/', 'http://[::1]:9/']) {
      expect((await open(url)).url.href).toBe(url);
    }
    for (const url of [
      'http://127.0.0.1/',
      'http://127.0.0.1:8081/',
      'http://127.0.0.2:8080/',
      'http://x.ocsp.inner.example/',
      'http://ocsp.inner.example.evil/',
      'http://[::1]:10/',
      'ftp://ocsp.inner.example/',
      'http://user:secret@ocsp.inner.example/',
    ]) {
      await expect(open(url)).rejects.toMatchObject({ code: 'blocked' });
    }
  });
});
