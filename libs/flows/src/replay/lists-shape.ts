import { CodedError, type Shape, shape, ShapeError } from '@sigillum/encoding';
import type {
  ContentEquivalence,
  CriteriaList,
  KeptList,
  ListStatus,
  QcStatementCriterion,
  QualificationElement,
  ServiceIdentity,
  ServiceState,
  TrustedList,
  TrustService,
  TrustServiceProvider,
  TrustSnapshot,
} from '@sigillum/tsl';
import { type Certificate, parseCertificate } from '@sigillum/x509';

const { bytes, flag, instant, listOf, oneOf, optional, record, recursive, text, via, whole } = shape;

const certificate = via<Certificate, Uint8Array>(
  bytes,
  (value) => value.bytes,
  (found, at) => {
    try {
      return parseCertificate(found);
    } catch (error) {
      if (error instanceof CodedError) throw new ShapeError(at, 'a certificate');
      throw error;
    }
  },
);

/** The subject name is that of the first certificate, and can't differ from it. */
const identity = via<ServiceIdentity, Omit<ServiceIdentity, 'subjectName'>>(
  record<Omit<ServiceIdentity, 'subjectName'>>({
    certificates: listOf(certificate),
    subjectKeyIdentifier: optional(bytes),
    other: listOf(text),
    subjectNameText: optional(text),
  }),
  ({ certificates, subjectKeyIdentifier, other, subjectNameText }) => ({
    certificates,
    subjectKeyIdentifier,
    other,
    ...(subjectNameText !== undefined && { subjectNameText }),
  }),
  (found) => ({ ...found, subjectName: found.certificates[0]?.subject }),
);

const criteria: Shape<CriteriaList> = recursive((self) =>
  record<CriteriaList>({
    assert: oneOf({ all: true, atLeastOne: true, none: true }),
    keyUsage: listOf(listOf(record<CriteriaList['keyUsage'][number][number]>({ bit: text, value: flag }))),
    policySets: listOf(listOf(text)),
    lists: listOf(self),
    extendedKeyUsage: listOf(listOf(text)),
    subjectAttributes: listOf(listOf(text)),
    qcStatements: listOf(listOf(record<QcStatementCriterion>({ oid: text, info: optional(text) }))),
    unknown: listOf(text),
  }),
);

const state = record<ServiceState>({
  type: text,
  names: listOf(text),
  identity,
  status: text,
  startingTime: instant,
  endTime: optional(instant),
  qualifications: listOf(record<QualificationElement>({ qualifiers: listOf(text), criteria, critical: optional(flag) })),
  additionalInformation: listOf(text),
  expiredCertsRevocationInfo: optional(instant),
  takenOverBy: optional(text),
  unknownCritical: listOf(text),
  contentEquivalence: optional(listOf(record<ContentEquivalence>({ context: text, ours: criteria, theirs: criteria }))),
});

const provider = record<TrustServiceProvider>({
  names: listOf(text),
  tradeNames: listOf(text),
  services: listOf(record<TrustService>({ states: listOf(state), supplyPoints: listOf(text) })),
});

const list = via<TrustedList, Omit<TrustedList, 'pointers'>>(
  record<Omit<TrustedList, 'pointers'>>({
    sha256: optional(text),
    signedBy: optional(text),
    version: whole,
    sequenceNumber: whole,
    tslType: text,
    territory: text,
    operatorNames: listOf(text),
    schemeInformationUris: listOf(text),
    issued: instant,
    nextUpdate: optional(instant),
    distributionPoints: listOf(text),
    providers: listOf(provider),
  }),
  (found) => found,
  (found) => ({ ...found, pointers: [] }),
);

const status = record<ListStatus>({
  territory: text,
  location: text,
  process: oneOf({ PROCESS_PASSED: true, PROCESS_PASSED_WITH_WARNING: true, PROCESS_FAILED: true }),
  codes: listOf(text),
  sha256: optional(text),
  sequenceNumber: optional(whole),
  issued: optional(instant),
  nextUpdate: optional(instant),
  kept: optional(
    record<KeptList>({
      sha256: optional(text),
      sequenceNumber: whole,
      issued: instant,
      nextUpdate: optional(instant),
      authenticated: instant,
    }),
  ),
});

type SavedLists = Omit<TrustSnapshot, 'listOfLists'>;

/** What a verdict was drawn from of the trusted lists (`snapshotFor`): no pointers, and not the list of the lists. */
export const listsShape: Shape<SavedLists> = record<SavedLists>({
  id: text,
  taken: instant,
  lotl: status,
  lists: listOf(status),
  trusted: listOf(list),
  authority: optional(record<NonNullable<TrustSnapshot['authority']>>({ ojUrl: text, anchors: listOf(text) })),
});
