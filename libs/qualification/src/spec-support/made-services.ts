import { type Instant, writeOid, writeSequence } from '@sigillum/encoding';
import { type Authority, createAuthority, type ExtensionProfile, issueSigner } from '@sigillum/testkit';
import type { CriteriaList, ServiceState, TrustedList, TrustService, TrustSnapshot } from '@sigillum/tsl';
import { type Certificate, parseCertificate } from '@sigillum/x509';
import type { ListedService } from '../service/listed-service.js';
import { GRANTED, PURPOSE, QUALIFIER, SERVICE_TYPE } from '../vocabulary.js';

export const BEFORE_SWITCH: Instant = Date.UTC(2014, 0, 1);
export const AFTER_SWITCH: Instant = Date.UTC(2018, 0, 1);
export const NOW: Instant = Date.UTC(2023, 0, 1);
export const SUPERVISED = 'http://uri.etsi.org/TrstSvc/TrustedList/Svcstatus/undersupervision';

export const root: Authority = createAuthority({
  name: 'CN=Listed Root, O=Listed Provider, C=SE',
  algorithm: 'P-256',
  notBefore: Date.UTC(2010, 0, 1),
});
export const ca: Authority = createAuthority({
  name: 'CN=Listed CA, O=Listed Provider, C=SE',
  algorithm: 'P-256',
  parent: root,
  notBefore: Date.UTC(2010, 0, 1),
});
export const caCertificate: Certificate = parseCertificate(ca.certificate);
export const rootCertificate: Certificate = parseCertificate(root.certificate);

const STATEMENT = {
  compliance: writeSequence(writeOid('0.4.0.1862.1.1')),
  sscd: writeSequence(writeOid('0.4.0.1862.1.4')),
} as const;

const TYPE = { esign: '0.4.0.1862.1.6.1', eseal: '0.4.0.1862.1.6.2', web: '0.4.0.1862.1.6.3' } as const;

/** What a made certificate says of itself. */
export interface Claim {
  readonly issued?: Instant;
  readonly compliance?: boolean;
  readonly sscd?: boolean;
  readonly types?: readonly (keyof typeof TYPE)[];
  readonly policies?: readonly string[];
  /** Whole QCStatements beside these. */
  readonly raw?: readonly Uint8Array[];
  readonly profile?: ExtensionProfile;
}

/** A certificate of the listed CA. */
export function made({
  issued = AFTER_SWITCH,
  compliance = false,
  sscd = false,
  types = [],
  policies,
  raw = [],
  profile,
}: Claim = {}): Certificate {
  const qcStatements = [
    ...(compliance ? [STATEMENT.compliance] : []),
    ...(sscd ? [STATEMENT.sscd] : []),
    ...(types.length > 0 ? [writeSequence(writeOid('0.4.0.1862.1.6'), writeSequence(...types.map((type) => writeOid(TYPE[type]))))] : []),
    ...raw,
  ];
  const identity = issueSigner(ca, {
    name: 'Holder',
    algorithm: 'P-256',
    notBefore: issued,
    profile: { ...(qcStatements.length > 0 && { qcStatements }), ...(policies && { policies }), ...profile },
  });
  return parseCertificate(identity.certificate);
}

export const ALWAYS: CriteriaList = {
  assert: 'all',
  keyUsage: [],
  policySets: [],
  lists: [],
  extendedKeyUsage: [],
  subjectAttributes: [],
  qcStatements: [],
  unknown: [],
};

/** A state of a made service, as it differs from one granted in 2016 for signatures. */
export interface MadeState extends Partial<Pick<ServiceState, 'type' | 'status' | 'startingTime' | 'qualifications' | 'unknownCritical'>> {
  /** Names of qualifiers that every certificate gets. */
  readonly qualifiers?: readonly (keyof typeof QUALIFIER)[];
  readonly purposes?: readonly (keyof typeof PURPOSE)[];
}

export function state(made: MadeState = {}, certificates: readonly Certificate[] = [caCertificate]): ServiceState {
  const { qualifiers = [], purposes = ['signatures'], startingTime = Date.UTC(2016, 5, 30, 22) } = made;
  const forAll = qualifiers.length > 0 ? [{ qualifiers: qualifiers.map((name) => QUALIFIER[name]), criteria: ALWAYS }] : [];
  return {
    type: made.type ?? SERVICE_TYPE.caQc,
    names: ['Made service'],
    identity: { certificates, subjectName: undefined, subjectKeyIdentifier: undefined, other: [] },
    status: made.status ?? GRANTED,
    startingTime,
    endTime: undefined,
    qualifications: made.qualifications ?? forAll,
    additionalInformation: purposes.map((name) => PURPOSE[name]),
    expiredCertsRevocationInfo: undefined,
    takenOverBy: undefined,
    unknownCritical: made.unknownCritical ?? [],
  };
}

/** A service by its states, the newest first. */
export function service(...states: readonly MadeState[]): TrustService {
  return { states: states.map((one) => state(one)), supplyPoints: [] };
}

export function listed(made: TrustService, provider = 'Listed Provider'): ListedService {
  return {
    territory: 'SE',
    provider: { names: [provider], tradeNames: [], services: [made] },
    service: made,
    certificate: made.states[0]?.identity.certificates[0] ?? caCertificate,
  };
}

/** A snapshot of one list with one provider. */
export function snapshotOf(...services: readonly TrustService[]): TrustSnapshot {
  const status = {
    territory: 'SE',
    location: 'https://list.example/SE.xml',
    process: 'PROCESS_PASSED' as const,
    codes: [],
    sha256: undefined,
    sequenceNumber: 1,
    issued: 0,
    nextUpdate: undefined,
  };
  const list: TrustedList = {
    version: 5,
    sequenceNumber: 1,
    tslType: '',
    territory: 'SE',
    operatorNames: [],
    schemeInformationUris: [],
    issued: 0,
    nextUpdate: undefined,
    distributionPoints: [],
    pointers: [],
    providers: [{ names: ['Listed Provider'], tradeNames: [], services }],
  };
  return { id: 'L-00', taken: 0, lotl: { ...status, territory: 'EU' }, lists: [status], trusted: [list] };
}
