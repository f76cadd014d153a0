import type { SimpleSignature, Verdict } from '@sigillum/reports';
import { Changes } from './changes.js';
import { ForeignText } from '../wording/foreign-text.js';
import { NextStep } from '../wording/next-step.js';
import { Qualification } from './qualification.js';
import { TimeLine } from './time-line.js';
import { signedByWords, withMoments } from '../wording/words.js';

interface SignatureProps {
  readonly signature: SimpleSignature;
  /** undefined for the only one, of which the card says all. */
  readonly name: string | undefined;
  /** What the card has said of the document: no sentence stands on the page twice. */
  readonly said: Verdict | undefined;
}

/** One signature: who, why, when, what came after, what it is by the lists, figures last. */
export function Signature({ signature, name, said }: SignatureProps) {
  const { id, verdict } = signature;
  const why = verdict.why.filter((sentence) => said?.why.includes(sentence) !== true);
  return (
    <section className="part" aria-labelledby={id}>
      <h3 id={id}>
        {name === undefined ? 'Details' : `${name}: `}
        {name !== undefined && <By signature={signature} />}
      </h3>
      {name !== undefined && (
        <p>
          <strong>{verdict.headline}.</strong> {why.join(' ')}
        </p>
      )}
      {name !== undefined && verdict.next !== said?.next && <NextStep>{verdict.next}</NextStep>}
      <Reasons signature={signature} />
      <TimeLine signature={signature} />
      <Changes signature={signature} said={name === undefined} />
      <Qualification signature={signature} said={verdict.why} />
      <Figures signature={signature} />
    </section>
  );
}

function By({ signature }: { readonly signature: SimpleSignature }) {
  if (signature.signedBy === null) return 'the signer is not known';
  return (
    <>
      {signedByWords(signature)} <ForeignText>{signature.signedBy}</ForeignText>
    </>
  );
}

/** What was found, without what stands among the changes. */
function Reasons({ signature: { reasons, changesAfter } }: { readonly signature: SimpleSignature }) {
  const refused = new Set(changesAfter.filter((change) => !change.allowed).map(({ code }) => code));
  const found = reasons.filter(({ code }) => !refused.has(code));
  if (found.length === 0) return null;
  return (
    <>
      <h4>What was found</h4>
      <ul>
        {found.map(({ code, message }, index) => (
          <li key={index}>
            <ForeignText>{withMoments(message)}</ForeignText> <code>{code}</code>
          </li>
        ))}
      </ul>
    </>
  );
}

function Figures({ signature }: { readonly signature: SimpleSignature }) {
  const { indication, subIndication, qualification, level, label, coverage } = signature;
  return (
    <details>
      <summary>Figures for experts</summary>
      <dl>
        <dt>Status</dt>
        <dd>
          <code>{subIndication === null ? indication : `${indication}/${subIndication}`}</code>
        </dd>
        <dt>Qualification</dt>
        <dd>
          <code>{qualification}</code>
        </dd>
        <dt>Level</dt>
        <dd>
          <ForeignText>{level}</ForeignText>
        </dd>
        <dt>Field</dt>
        <dd>
          <ForeignText>{label}</ForeignText>
        </dd>
        <dt>Covers</dt>
        <dd>
          <ForeignText>{coverage.text}</ForeignText>
        </dd>
      </dl>
    </details>
  );
}
