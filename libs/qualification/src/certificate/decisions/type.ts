import { type DecisionRow, otherwise } from '../../decision.js';
import { purposeQualifiers } from '../../service/candidate.js';
import { QUALIFIER } from '../../vocabulary.js';
import type { CertificateType } from '../../words.js';
import type { CertificateFacts } from './qualified.js';

export interface TypeFacts extends CertificateFacts {
  readonly qualified: boolean;
}

const TABLES = 'TS 119 615 4.4.4 tables 1 to 3';

/** What is it for? A list overrules what a certificate claims only where the certificate is qualified. */
export const TYPE: readonly DecisionRow<TypeFacts, CertificateType | 'as-claimed'>[] = [
  { id: 'TYPE.not-qualified', clause: TABLES, when: ({ qualified }) => !qualified, then: 'as-claimed' },
  { id: 'TYPE.before-switch', clause: 'TS 119 615 PRO-4.4.4-33', when: ({ entry }) => entry?.afterSwitch === false, then: 'esig' },
  { id: 'TYPE.several', clause: 'TS 119 615 4.4.4 table 4', when: (facts) => boundTo(facts).length > 1, then: 'unknown' },
  { id: 'TYPE.list-signatures', clause: TABLES, when: (facts) => boundTo(facts).includes(QUALIFIER.forSignatures), then: 'esig' },
  { id: 'TYPE.list-seals', clause: TABLES, when: (facts) => boundTo(facts).includes(QUALIFIER.forSeals), then: 'eseal' },
  { id: 'TYPE.list-web', clause: TABLES, when: (facts) => boundTo(facts).includes(QUALIFIER.forWeb), then: 'wsa' },
  { id: 'TYPE.as-claimed', clause: TABLES, when: otherwise, then: 'as-claimed' },
];

function boundTo({ entry }: TypeFacts): readonly string[] {
  return entry === undefined ? [] : purposeQualifiers(entry);
}
