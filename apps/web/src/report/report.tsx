import type { SimpleReport, SimpleSignature } from '@sigillum/reports';
import type { JudgedReport, Subject } from '../service.js';
import { Downloads } from './downloads.js';
import { ForeignText } from '../wording/foreign-text.js';
import { Signature } from './signature.js';
import { Timestamps } from './timestamps.js';
import { VerdictCard } from './verdict-card.js';
import { Moment } from '../wording/moment.js';
import { ownSignatures, trustWords, underMadeUpLists } from '../wording/words.js';

interface ReportProps {
  readonly subject: Subject;
  readonly report: JudgedReport;
}

/** What the document is worth: the card first, then each signature, then what it was drawn from. */
export function Report({ subject, report }: ReportProps) {
  const { signatures, timestamps, notes = [] } = report;
  return (
    <article aria-labelledby="outcome">
      {underMadeUpLists(report) && (
        <p className="demonstration">
          <strong>DEMONSTRATION</strong> Judged by made-up trusted lists. Nothing of this holds for anyone.
        </p>
      )}
      <VerdictCard subject={subject} report={report} />
      {signatures.map((one) => (
        <Signature key={one.id} signature={one} name={nameOf(one, signatures)} said={report.verdict} />
      ))}
      {timestamps.length > 0 && (
        <section className="part" aria-labelledby="document-timestamps">
          <h3 id="document-timestamps">Time-stamps of the document</h3>
          <Timestamps timestamps={timestamps} />
        </section>
      )}
      {notes.length > 0 && (
        <details className="part">
          <summary>Oddities of the document ({notes.length})</summary>
          <ul>
            {notes.map(({ code, message }, index) => (
              <li key={index}>
                <ForeignText>{message}</ForeignText> <code>{code}</code>
              </li>
            ))}
          </ul>
        </details>
      )}
      <Downloads subject={subject} report={report} />
      <Footnote report={report} />
    </article>
  );
}

/** What tells a signature from the others; undefined for the only one. */
function nameOf(signature: SimpleSignature, signatures: readonly SimpleSignature[]): string | undefined {
  if (signatures.length < 2) return undefined;
  const own = ownSignatures(signatures);
  if (!own.includes(signature)) return 'Counter-signature';
  return own.length > 1 ? `Signature ${own.indexOf(signature) + 1} of ${own.length}` : 'Signature';
}

function Footnote({ report: { validationTime, policy, trust } }: { readonly report: SimpleReport }) {
  if (validationTime === undefined || policy === undefined || trust === undefined) return null;
  return (
    <p className="quiet footnote">
      As of <Moment time={validationTime} />; policy <ForeignText>{policy.name}</ForeignText>, version{' '}
      <ForeignText>{policy.version}</ForeignText>; {trustWords(trust)}
      {trust.snapshot !== undefined && (
        <>
          {' '}
          (snapshot <code>{trust.snapshot.slice(0, 14)}…</code>)
        </>
      )}
      .
    </p>
  );
}
