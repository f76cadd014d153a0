import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { inflateRawSync } from 'node:zlib';
import { parseSignedData } from '@sigillum/containers/cms';
import { compileXmlSchema, loadXml, withXml } from '@sigillum/containers/xml';
import { Budget, fromBase64, fromRfc3339, readPem } from '@sigillum/encoding';
import {
  authenticateList,
  authenticateLotl,
  buildSnapshot,
  type ListFile,
  type ListPointer,
  type ListStatus,
  pointerTo,
  readAnchorSet,
  readSavedLists,
  readSnapshot,
  readTrustedList,
  recognize,
  servicesAt,
  type TrustSnapshot,
  writeSnapshot,
} from '@sigillum/tsl';
import { type Certificate, parseCertificate } from '@sigillum/x509';
import { beforeAll, describe, expect, it } from 'vitest';
import { EXPECTED, type Way } from './trust-list-statuses.js';

const CORPUS = join(import.meta.dirname, '../../shared/corpus');
const LISTS = join(CORPUS, 'trust-lists');
const ANCHORS = join(import.meta.dirname, '../trust-lists');
const present = existsSync(join(LISTS, 'manifest.jsonl'));
const DAY = 86_400_000;
const AUTUMN_2023 = Date.UTC(2023, 9, 31);

interface ListFacts {
  readonly file: string;
  readonly version?: string;
  readonly sequence?: string;
  readonly territory?: string;
  readonly issued?: string;
  readonly providers?: number;
  readonly services?: number;
  readonly history_instances?: number;
  readonly pointers?: number;
}

interface Scenario {
  readonly trust_list: string;
  readonly signing_time: string;
  readonly expected_valid: boolean;
}

const lines = <T>(path: string): T[] =>
  readFileSync(path, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as T);
const files = new Map<string, ListFile>();

/** A file of the corpus, read once. */
function file(path: string): ListFile {
  const read = files.get(path) ?? { location: path.replace(/^.*\//, ''), bytes: readFileSync(join(LISTS, path)) };
  files.set(path, read);
  return read;
}

const folder = (name: string): ListFile[] => readdirSync(join(LISTS, name)).map((one) => file(`${name}/${one}`));
const pem = (path: string): Certificate[] => readPem(readFileSync(join(CORPUS, path), 'utf8')).map(({ bytes }) => parseCertificate(bytes));
const anchorSet = (name: string) => readAnchorSet(readFileSync(join(ANCHORS, name), 'utf8'));

const OJ_2019 = anchorSet('official-journal-2019-C-276.json');
const OJ_2026 = anchorSet('official-journal-2026-C-1944.json');

it('the anchors are the certificates of two publications', () => {
  expect([OJ_2019, OJ_2026].map(({ publication, certificates }) => [publication, certificates.length])).toEqual([
    ['2019/C 276/01', 8],
    ['C/2026/1944', 6],
  ]);
  expect(() => readAnchorSet('{}')).toThrow(expect.objectContaining({ code: 'LOTL_ANCHORS_UNREADABLE' }));
  const text = readFileSync(join(ANCHORS, 'official-journal-2026-C-1944.json'), 'utf8');
  const forged = text.replace(/"sha256": "./, '"sha256": "x');
  expect(() => readAnchorSet(forged)).toThrow(expect.objectContaining({ code: 'LOTL_ANCHORS_UNREADABLE' }));
});

describe.skipIf(!present)(`trust lists of the conformance corpus${present ? '' : ' (absent)'}`, () => {
  beforeAll(loadXml);

  it('reads every list as counted', () => {
    const wrong: unknown[] = [];
    for (const facts of lines<ListFacts>(join(LISTS, 'manifest.jsonl'))) {
      if (!facts.file.startsWith('2023/') && !facts.file.startsWith('later/')) continue;
      const list = readTrustedList(file(facts.file).bytes);
      const services = list.providers.flatMap((provider) => provider.services);
      const read = [list.version, list.sequenceNumber, list.territory, list.providers.length, services.length, list.pointers.length];
      const history = services.reduce((sum, { states }) => sum + states.length - 1, 0);
      const counted = [Number(facts.version), Number(facts.sequence), facts.territory, facts.providers, facts.services, facts.pointers];
      if (
        JSON.stringify([...read, history, list.issued]) !==
        JSON.stringify([...counted, facts.history_instances, fromRfc3339(facts.issued ?? '')])
      ) {
        wrong.push([facts.file, read, history]);
      }
    }
    expect(wrong).toEqual([]);
  });

  it('authenticates the list of the lists of 2023 and all 30 national ones, and brings the snapshot back from its bytes', async () => {
    const saved = readSavedLists(folder('2023').map(({ location, bytes }) => ({ name: location, bytes })));
    const snapshot = await buildSnapshot({ ...saved, anchors: OJ_2019.certificates, ojUrl: OJ_2019.ojUrl, now: AUTUMN_2023 });
    expect(snapshot.lotl).toMatchObject({ process: 'PROCESS_PASSED', codes: ['LOTL_VERIFICATION_PASSED'], sequenceNumber: 332 });
    const departing = snapshot.lists.filter(({ codes }) => codes.join() !== 'EUTL_VERIFICATION_PASSED');
    expect(departing.map(({ territory, codes }) => [territory, ...codes])).toEqual([
      ['DE', 'EUTL_VERIFICATION_FAILED', 'EUTL_NOT_AVAILABLE'],
      ['FR', 'EUTL_VERIFICATION_PASSED', 'WARNING_EUTL_NEXTUPDATE_PASSED'],
    ]);
    expect(snapshot.trusted).toHaveLength(30);
    const back = readSnapshot(writeSnapshot(snapshot));
    expect(back.id).toBe(snapshot.id);
    expect(back.trusted.map(({ territory }) => territory)).toEqual(snapshot.trusted.map(({ territory }) => territory));
  });

  describe('process status of every altered, later and older list and pivot', () => {
    it('none is left out', () => {
      const all = ['later', 'older', 'pivots', 'variants'].flatMap((name) => readdirSync(join(LISTS, name)).map((one) => `${name}/${one}`));
      expect([...new Set(EXPECTED.map(([path]) => path))].sort()).toEqual(all.sort());
    });

    const rows = EXPECTED.map(([path, way, process, ...codes]) => ({ path, way, process, codes }));
    it.each(rows)('$path by $way: $process', ({ path, way, process, codes }) => {
      expect(statusOf(path, way)).toMatchObject({ process, codes });
    });
  });

  it.each(present ? lines<Scenario>(join(LISTS, 'scenarios.jsonl')) : [])(
    'the services behind one document, in $trust_list: $expected_valid',
    (scenario) => {
      const at = fromRfc3339(scenario.signing_time) ?? 0;
      expect(servicesQualify(snapshotOver(scenario.trust_list), signedDocument(), at)).toBe(scenario.expected_valid);
    },
  );

  it('reads the agreement of the sample list of the lists, and its third country counts by it', () => {
    const pointer = readTrustedList(file('variants/mra-lotl.xml').bytes).pointers.find(({ mutualRecognition }) => mutualRecognition);
    expect(pointer?.mutualRecognition).toMatchObject([
      {
        service: 'QCForESig',
        enacted: true,
        from: Date.UTC(2020, 4, 16, 23, 59, 59),
        ours: { type: 'http://uri.etsi.org/TrstSvc/Svctype/CA/QC', information: [expect.stringMatching(/ForeSignatures$/)] },
        theirs: [{ type: 'http://zz-trusted-list.go.zz/TrstSvc/Svctype/CA/QC/for-eSig', information: [] }],
      },
    ]);
    const [agreed] = pointer?.mutualRecognition ?? [];
    expect(agreed?.content.map(({ context, theirs }) => [context.replace(/^.*\//, ''), theirs.unknown])).toEqual([
      ['QcCompliance', []],
      ['QcType', []],
      ['QcQSCD', []],
    ]);
    const list = recognize(readTrustedList(file('variants/mra-zz-tl.xml').bytes), pointer?.mutualRecognition ?? []);
    const types = list.providers.flatMap(({ services }) => services.map(({ states }) => states[0]?.type.replace(/^.*\/Svctype\//, '')));
    expect(types).toEqual(['CA/QC']);
  });

  it('the Estonian test lists are intact; those in an inclusive canonical form are accepted with a warning', () => {
    const lists = readdirSync(join(LISTS, 'scenarios')).filter((name) => name.endsWith('.xml') && name !== 'TSL.xml');
    const codes = lists.map((name) => statusOf(`scenarios/${name}`, 'own signer').codes.join());
    const count = (wanted: string) => codes.filter((one) => one === wanted).length;
    expect(count('EUTL_VERIFICATION_PASSED')).toBe(1);
    expect(count('EUTL_VERIFICATION_PASSED,WARNING_TL_SIGNATURE_INCLUSIVE_CANONICALIZATION')).toBe(lists.length - 1);
  });

  it('holds lists against the published schema of version 6', () => {
    const schemas: Record<string, string> = {
      'http://www.w3.org/TR/2008/REC-xmldsig-core-20080610/xmldsig-core-schema.xsd': 'xmldsig/xmldsig-core-schema.xsd',
      'http://www.w3.org/TR/xmldsig-core/xmldsig-core-schema.xsd': 'xmldsig/xmldsig-core-schema.xsd',
      'http://www.w3.org/2001/xml.xsd': 'xmldsig/xml.xsd',
    };
    const read = (path: string) => readFileSync(join(CORPUS, 'xsd', path));
    const schema = compileXmlSchema(
      read('trusted-list/ts_119612v020401_xsd.xsd'),
      Object.fromEntries(Object.entries(schemas).map(([location, path]) => [location, read(path)])),
    );
    const problems = (path: string) => withXml(file(path).bytes, (document) => schema.problemsOf(document).length);
    expect([problems('later/EU-lotl.xml'), problems('later/BE-v6.xml')]).toEqual([0, 0]);
    expect(problems('variants/fi-v6-no-service-information.xml')).toBeGreaterThan(0);
    schema.dispose();
  });
});

/** How a list comes out one day after its issue, on a given way to its signer. */
function statusOf(path: string, way: Way): ListStatus {
  const now = issueOf(path) + DAY;
  const lotl = file(path);
  const pivots = [...folder('pivots'), ...folder('2023'), ...folder('later'), ...folder('older')];
  const journal = (anchors: readonly Certificate[], ojUrl: string) => authenticateLotl({ lotl, pivots, anchors, ojUrl, now }).status;
  switch (way) {
    case 'OJ 2019':
      return journal(OJ_2019.certificates, OJ_2019.ojUrl);
    case 'OJ 2026':
      return journal(OJ_2026.certificates, OJ_2026.ojUrl);
    case 'OJ 2016':
      return journal([], 'http://eur-lex.europa.eu/legal-content/EN/TXT/?uri=uriserv:OJ.C_.2016.233.01.0001.01.ENG');
    case 'test OJ 1':
      return journal(pem('trust-anchors/pivots/oj1.pem'), OJ_2019.ojUrl);
    case 'test OJ 2':
      return journal(
        pem('trust-anchors/pivots/oj2.pem'),
        'https://eur-lex.europa.eu/legal-content/EN/TXT/?uri=uriserv:OJ.C_.2023.999.01.0001.01.ENG',
      );
    case 'own signer, OJ 2019':
      return journal(signersOf(lotl.bytes), OJ_2019.ojUrl);
    case 'LOTL 2023':
      return byPointer(pointerTo(readTrustedList(file('2023/EU-lotl-332.xml').bytes), territoryOf(path)), lotl, now);
    case 'LOTL 2026':
      return byPointer(pointerTo(readTrustedList(file('later/EU-lotl.xml').bytes), territoryOf(path)), lotl, now);
    case 'MRA LOTL':
      return byPointer(pointerTo(readTrustedList(file('variants/mra-lotl.xml').bytes), 'XX'), lotl, now);
    case 'own signer':
      return byPointer(ownPointer(path), lotl, now);
  }
}

function byPointer(pointer: ListPointer | undefined, list: ListFile, now: number): ListStatus {
  if (pointer === undefined) throw new Error(`no pointer to ${list.location}`);
  return authenticateList(pointer, list, now).status;
}

function factsOf(path: string): ListFacts {
  return lines<ListFacts>(join(LISTS, 'manifest.jsonl')).find((facts) => facts.file === path) ?? { file: path };
}

function issueOf(path: string): number {
  return fromRfc3339(factsOf(path).issued ?? '') ?? AUTUMN_2023;
}

/** The territory that a list states, or where it states none that of its file name. */
function territoryOf(path: string): string {
  return factsOf(path).territory ?? (/^\w+\/([A-Z]{2})_/.exec(path)?.[1] || '');
}

/** A pointer that names whoever signed the list: what is left is the list itself. */
function ownPointer(path: string): ListPointer {
  const { bytes } = file(path);
  return {
    location: path,
    certificates: signersOf(bytes),
    territory: factsOf(path).territory,
    tslType: /<(?:\w+:)?TSLType>([^<]*)</.exec(Buffer.from(bytes).toString('utf8'))?.[1],
    mimeType: 'application/vnd.etsi.tsl+xml',
    communityRules: [],
    mutualRecognition: undefined,
  };
}

function signersOf(bytes: Uint8Array): Certificate[] {
  const keyInfo =
    Buffer.from(bytes)
      .toString('utf8')
      .split(/<(?:\w+:)?KeyInfo[ >]/)
      .at(-1) ?? '';
  return [...keyInfo.matchAll(/<(?:\w+:)?X509Certificate>([^<]+)</g)].map(([, base64 = '']) =>
    parseCertificate(fromBase64(base64.replaceAll(/&#(?:13|xD);/gi, ''))),
  );
}

function snapshotOver(path: string): TrustSnapshot {
  const status = byPointer(ownPointer(path), file(path), issueOf(path));
  return { id: 'L-', taken: 0, lotl: status, lists: [status], trusted: [readTrustedList(file(path).bytes)] };
}

interface SignedDocument {
  readonly signer: Certificate;
  readonly issuer: Certificate;
  readonly responder: Certificate;
  readonly timestampUnits: readonly Certificate[];
}

/** The certificates in the one signature of the scenarios' document. */
function signedDocument(): SignedDocument {
  const signature = zipEntry(readFileSync(join(LISTS, 'scenarios/tsl.asice')), 'META-INF/signatures0.xml');
  return withXml(signature, (document) => {
    const octets = (name: string) => document.find(`//*[local-name()='${name}']`).map(({ text }) => fromBase64(text));
    const certificates = [...octets('X509Certificate'), ...octets('EncapsulatedX509Certificate')].map((one) => parseCertificate(one));
    const named = (name: string) => certificates.find(({ subject }) => subject.text.includes(name));
    const [signer] = certificates;
    const issuer = certificates.find(({ subject }) => subject.key === signer?.issuer.key);
    const responder = named('OCSP RESPONDER');
    if (signer === undefined || issuer === undefined || responder === undefined) throw new Error('not the document of the scenarios');
    const tokens = octets('EncapsulatedTimeStamp').map((token) => parseSignedData(token, new Budget()));
    return { signer, issuer, responder, timestampUnits: tokens.flatMap((token) => token.certificates.map((one) => parseCertificate(one))) };
  });
}

/** Whether all four services behind a qualified signature were granted when they were needed, and no qualifier denies one. */
function servicesQualify(snapshot: TrustSnapshot, document: SignedDocument, at: number): boolean {
  const last = (uri: string) => uri.replace(/^.*\/(?:Svctype|Svcstatus|SvcInfoExt)\//, '');
  const granted = (certificate: Certificate, type: string, time: number) =>
    servicesAt(snapshot, certificate, time).some(
      ({ state }) => last(state.type) === type && ['granted', 'accredited', 'undersupervision'].includes(last(state.status)),
    );
  const qualifiers = servicesAt(snapshot, document.issuer, at).flatMap(({ state }) =>
    state.qualifications.flatMap((one) => one.qualifiers.map(last)),
  );
  return (
    granted(document.issuer, 'CA/QC', at) &&
    granted(document.issuer, 'CA/QC', document.signer.notBefore) &&
    granted(document.responder, 'Certstatus/OCSP/QC', at) &&
    document.timestampUnits.some((unit) => granted(unit, 'TSA/QTST', at)) &&
    !qualifiers.includes('NotQualified') &&
    !qualifiers.includes('QCNoQSCD')
  );
}

/** One entry of a ZIP file, by its central directory. */
function zipEntry(zip: Buffer, name: string): Uint8Array {
  const end = zip.lastIndexOf(Buffer.from('504b0506', 'hex'));
  for (let at = zip.readUInt32LE(end + 16); at < end;) {
    const [nameLength, extra, comment] = [zip.readUInt16LE(at + 28), zip.readUInt16LE(at + 30), zip.readUInt16LE(at + 32)];
    if (zip.toString('utf8', at + 46, at + 46 + nameLength) === name) {
      const local = zip.readUInt32LE(at + 42);
      const start = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
      const data = zip.subarray(start, start + zip.readUInt32LE(at + 20));
      return zip.readUInt16LE(at + 10) === 0 ? data : inflateRawSync(data);
    }
    at += 46 + nameLength + extra + comment;
  }
  throw new Error(`no ${name}`);
}
