import { attributeOf, canonicalText, type Certificate, commonNameOf } from '@sigillum/x509';
import type { QualificationReason } from '../reason.js';
import type { Candidate } from '../service/candidate.js';

const ORGANIZATION = '2.5.4.10';

/**
 * Whether the listed certificate bears the provider's name or a trade name of it (TS 119 615 PRO-4.4.4-06,
 * ERROR_TSP_NAME_INCONSISTENCY_BETWEEN_CERT_AND_TL). Lists spell names in ways of their own, so it is said and takes nothing away.
 */
export function providerNameReasons({ listed }: Candidate): QualificationReason[] {
  const { certificate, provider } = listed;
  const named = nameOf(certificate);
  const names = [...provider.names, ...provider.tradeNames].map(canonicalText);
  if (names.includes(canonicalText(named))) return [];
  return [
    {
      code: 'TL_PROVIDER_NAME_MISMATCH',
      rule: 'TS 119 615 PRO-4.4.4-06',
      severity: 'warning',
      message: `The certificate of the service names "${named}", the list "${provider.names[0] ?? ''}".`,
    },
  ];
}

function nameOf({ subject }: Certificate): string {
  return attributeOf(subject, ORGANIZATION) ?? commonNameOf(subject) ?? subject.text;
}
