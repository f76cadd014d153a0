import type { ListGap } from '../lookup/list-gaps.js';
import type { CertificateQualification } from './qualify-certificate.js';
import { warning } from './select.js';

/** The same, with a warning for each list that it rests on and that is not known to be the newest (WARNING_EUTL_NEXTUPDATE_PASSED): that changes nothing of the answer. */
export function underLists(found: CertificateQualification, gaps: readonly ListGap[]): CertificateQualification {
  const stale = gaps.filter(({ state }) => state === 'stale').map(staleWarning);
  if (stale.length === 0) return found;
  const process = found.process === 'PROCESS_PASSED' ? 'PROCESS_PASSED_WITH_WARNING' : found.process;
  return { ...found, process, reasons: [...found.reasons, ...stale] };
}

function staleWarning({ territory }: ListGap): CertificateQualification['reasons'][number] {
  const message = `The list of ${territory} in use is past its next update, or an earlier one stands in for it.`;
  return warning('TL_LIST_STALE', 'TS 119 615 PRO-4.2.4-10', message);
}
