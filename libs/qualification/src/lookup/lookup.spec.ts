import { Budget } from '@sigillum/encoding';
import { createAuthority } from '@sigillum/testkit';
import { buildPaths, type Certificate, type CertificationPath, parseCertificate } from '@sigillum/x509';
import type { TrustSnapshot } from '@sigillum/tsl';
import { describe, expect, it } from 'vitest';
import {
  BEFORE_SWITCH,
  caCertificate,
  made,
  type MadeState,
  NOW,
  rootCertificate,
  service,
  snapshotOf,
  state,
  SUPERVISED,
} from '../spec-support/made-services.js';
import { REGIME_SWITCH, SERVICE_TYPE, WITHDRAWN } from '../vocabulary.js';
import { anchorsOf } from './anchors.js';
import { listedServices } from './listed-services.js';
import { snapshotFor } from './snapshot-for.js';

const certificate = made();

function pathIn(snapshot: TrustSnapshot, candidates: readonly Certificate[] = [], of = certificate): CertificationPath {
  const [path] = buildPaths(of, { candidates, anchors: anchorsOf(snapshot), budget: new Budget() });
  if (path === undefined) throw new RangeError('no path');
  return path;
}

const ofRoot = (made: MadeState = {}) => ({ states: [state(made, [rootCertificate])], supplyPoints: [] });

describe('listedServices (TS 119 615 4.3.4)', () => {
  it('finds the issuer, and what is listed above it', () => {
    const snapshot = snapshotOf(service({}), ofRoot());
    const found = listedServices(snapshot, pathIn(snapshot), new Budget());
    expect(found.map((one) => one.certificate.id)).toEqual([caCertificate.id, rootCertificate.id]);
    expect(found.map((one) => [one.territory, one.provider.names[0]])).toEqual([
      ['SE', 'Listed Provider'],
      ['SE', 'Listed Provider'],
    ]);
  });

  it('finds a listed root through an authority that is not listed', () => {
    const snapshot = snapshotOf(ofRoot());
    const found = listedServices(snapshot, pathIn(snapshot, [caCertificate]), new Budget());
    expect(found.map((one) => one.certificate.id)).toEqual([rootCertificate.id]);
  });

  it('finds every service of the same key and name, and a service once', () => {
    const twice = { states: [state({}, [caCertificate, caCertificate])], supplyPoints: [] };
    const snapshot = snapshotOf(twice, service({ type: SERVICE_TYPE.qtst }));
    const found = listedServices(snapshot, pathIn(snapshot), new Budget());
    expect(found.map((one) => one.service)).toEqual([twice, snapshot.trusted[0]?.providers[0]?.services[1]]);
  });

  it('finds the certificate itself where it is listed', () => {
    const snapshot = snapshotOf({ states: [state({}, [certificate])], supplyPoints: [] });
    expect(listedServices(snapshot, pathIn(snapshot), new Budget()).map((one) => one.certificate.id)).toEqual([certificate.id]);
  });

  it('takes the identity of the history where the current state has none', () => {
    const moved = { states: [state({}, []), state({ startingTime: BEFORE_SWITCH })], supplyPoints: [] };
    const snapshot = snapshotOf(moved);
    expect(listedServices(snapshot, pathIn(snapshot), new Budget()).map((one) => one.service)).toEqual([moved]);
  });
});

describe('anchors of a snapshot', () => {
  it('are all its services, the same array each time', () => {
    const snapshot = snapshotOf(service({ status: WITHDRAWN }), ofRoot());
    expect(anchorsOf(snapshot).map((anchor) => anchor.certificate?.id)).toEqual([caCertificate.id, rootCertificate.id]);
    expect(anchorsOf(snapshot)).toBe(anchorsOf(snapshot));
  });

  it('say for what and when they were granted (TS 119 172-4 REQ-4.2-03 a)', () => {
    const withdrawn = Date.UTC(2020, 0, 1);
    const states: MadeState[] = [
      { startingTime: withdrawn, status: WITHDRAWN },
      {},
      { startingTime: BEFORE_SWITCH, status: SUPERVISED, purposes: [] },
    ];
    const [issuing, stamping] = anchorsOf(snapshotOf(service(...states), ofRoot({ type: SERVICE_TYPE.qtst })));
    expect(issuing?.grants).toEqual([
      { type: 'CA/QC', from: REGIME_SWITCH, until: withdrawn },
      { type: 'CA/QC', from: BEFORE_SWITCH, until: REGIME_SWITCH },
    ]);
    expect(stamping?.grants).toEqual([{ type: 'TSA/QTST', from: REGIME_SWITCH }]);
  });

  it('say when a responder was approved of, be it a qualified service or not (TS 119 612 5.5.4)', () => {
    const [ended, national] = [Date.UTC(2020, 0, 1), `http://uri.etsi.org/TrstSvc/TrustedList/Svcstatus/recognisedatnationallevel`];
    const qualified = service({ type: SERVICE_TYPE.ocspQc, startingTime: ended, status: WITHDRAWN }, { type: SERVICE_TYPE.ocspQc });
    const [first, second] = anchorsOf(snapshotOf(qualified, ofRoot({ type: SERVICE_TYPE.ocsp, status: national })));
    expect(first?.grants).toEqual([{ type: 'Certstatus/OCSP', from: REGIME_SWITCH, until: ended }]);
    expect(second?.grants).toEqual([{ type: 'Certstatus/OCSP', from: REGIME_SWITCH }]);
    const [issuing] = anchorsOf(snapshotOf(service({ status: national })));
    expect(issuing?.grants).toEqual([]);
  });

  it('have the grants of all services of one identity, and none of another type', () => {
    const ending = service({ startingTime: Date.UTC(2021, 0, 1), status: WITHDRAWN }, {});
    const other = service({ type: 'http://uri.etsi.org/TrstSvc/Svctype/CA/PKC' });
    const [anchor] = anchorsOf(snapshotOf(ending, other, service({ startingTime: NOW })));
    expect(anchor?.grants).toEqual([
      { type: 'CA/QC', from: REGIME_SWITCH, until: Date.UTC(2021, 0, 1) },
      { type: 'CA/QC', from: NOW },
    ]);
  });
});

describe('the part of a snapshot that a path can lead to', () => {
  const other = createAuthority({ name: 'CN=Other, O=Other, C=SE', algorithm: 'P-256' });
  const strange = { states: [state({}, [parseCertificate(other.certificate)])], supplyPoints: [] };
  const [issuing, above] = [service({}), ofRoot()];
  const snapshot = snapshotOf(issuing, strange, above);

  it('has the services of these names and those above them, and no others', () => {
    const part = snapshotFor(snapshot, [certificate.subject.key, certificate.issuer.key]);
    expect(part.trusted.map((list) => list.providers.map((provider) => provider.services))).toEqual([[[issuing, above]]]);
    expect(listedServices(part, pathIn(part), new Budget()).map((one) => one.service)).toEqual([issuing, above]);
    expect([part.id, part.lists]).toEqual([snapshot.id, snapshot.lists]);
  });

  it('keeps a list in which nothing is found, without providers', () => {
    const part = snapshotFor(snapshot, ['no such name']);
    expect(part.trusted.map(({ territory, providers }) => [territory, providers])).toEqual([['SE', []]]);
  });
});
