import type { SimpleChange, SimpleSignature, VerdictCode } from '@sigillum/reports';
import type { JudgedReport, Subject } from '../service.js';
import { ForeignText } from '../wording/foreign-text.js';
import { Mark } from './mark.js';
import { Moment } from '../wording/moment.js';
import { NextStep } from '../wording/next-step.js';
import { ownSignatures, signedByWords } from '../wording/words.js';

/** Blue is never green, and only what is ours to mend is grey with the missing ones. */
const TONES: Readonly<Record<VerdictCode, string>> = {
  QUALIFIED_SIGNATURE: 'qualified',
  GENUINE_SIGNATURE: 'genuine',
  CANNOT_BE_CONFIRMED: 'open',
  SIGNER_NOT_TRUSTED: 'open',
  DO_NOT_RELY: 'bad',
  NO_SIGNATURE: 'none',
  CANNOT_JUDGE: 'none',
};

/** Permitted changes that a reader would see, or would want to know of. */
const VISIBLE: ReadonlySet<SimpleChange['class']> = new Set(['form-fill', 'annotation', 'signature', 'undefined']);

interface VerdictCardProps {
  readonly subject: Subject;
  readonly report: JudgedReport;
}

/** The verdict in three seconds: a shape, a few words, a sentence, one thing to do. */
export function VerdictCard({ subject, report }: VerdictCardProps) {
  const { verdict, signatures } = report;
  const own = ownSignatures(signatures);
  const [only, ...others] = own;
  return (
    <section className={`card ${TONES[verdict.code]}`} aria-labelledby="outcome" data-verdict={verdict.code}>
      <div className="band">
        <Mark shape={verdict.code} />
        <h2 id="outcome" tabIndex={-1} data-outcome>
          {verdict.headline}
        </h2>
      </div>
      <p className="file">
        <ForeignText>{subject.file.name}</ForeignText>
      </p>
      {only && others.length === 0 && <Who signature={only} />}
      {verdict.why.map((sentence) => (
        <p key={sentence}>{sentence}</p>
      ))}
      <Stripe signatures={own} />
      <NextStep>{verdict.next}</NextStep>
    </section>
  );
}

function Who({ signature }: { readonly signature: SimpleSignature }) {
  const { signedBy, claimedSigningTime, bestSignatureTime, bestSignatureTimeProof } = signature;
  const when =
    bestSignatureTimeProof !== null ? (
      <>
        proven to have existed at <Moment time={bestSignatureTime} />
      </>
    ) : claimedSigningTime !== null ? (
      <>
        claimed time <Moment time={claimedSigningTime} />
      </>
    ) : (
      'no time is claimed'
    );
  return (
    <p className="who">
      {signedBy === null ? (
        'The signer is not known'
      ) : (
        <>
          {signedByWords(signature)}{' '}
          <strong>
            <ForeignText>{signedBy}</ForeignText>
          </strong>
        </>
      )}
      ; {when}.
    </p>
  );
}

/** Changes after signing stand on the first screen, whatever the verdict is. */
function Stripe({ signatures }: { readonly signatures: readonly SimpleSignature[] }) {
  const changes = signatures.flatMap((one) => one.changesAfter);
  const [refused, ...others] = changes.filter((change) => !change.allowed);
  if (refused) {
    return (
      <p className="stripe refused">
        A change that is not permitted: <ForeignText>{refused.message}</ForeignText>
        {others.length > 0 && ` And ${others.length} more, see below.`}
      </p>
    );
  }
  if (changes.some((change) => VISIBLE.has(change.class)))
    return <p className="stripe">Something was added after signing, as is permitted; see below.</p>;
  // Beside a signature that is proven bad, or whose bytes do not hold, this would be a false comfort.
  const sound = signatures.length > 0 && signatures.every(({ intact, indication }) => intact && indication !== 'TOTAL-FAILED');
  return sound ? <p className="stripe">Nothing that was signed has changed since.</p> : null;
}
