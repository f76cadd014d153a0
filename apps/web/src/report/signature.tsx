import type { SimpleSignature } from '@sigillum/reports';
import { Changes } from './changes.js';
import { ForeignText } from './foreign-text.js';
import { Moment } from './moment.js';
import { TimeLine } from './time-line.js';
import { signedByWords, toTheSecond } from './words.js';

interface SignatureProps {
  readonly signature: SimpleSignature;
  /** undefined for the only one, of which the card says all. */
  readonly name: string | undefined;
}

/** One signature: who, why, when, what came after, what it is by the lists, figures last. */
export function Signature({ signature, name }: SignatureProps) {
  const { id, signedBy, verdict } = signature;
  return (
    <section className="part" aria-labelledby={id}>
      <h3 id={id}>
        {name !== undefined && `${name}: `}
        {signedBy === null ? (
          'The signer is not known'
        ) : (
          <>
            {signedByWords(signature)} <ForeignText>{signedBy}</ForeignText>
          </>
        )}
      </h3>
      {name !== undefined && (
        <>
          <p>
            <strong>{verdict.headline}.</strong> {verdict.why.join(' ')}
          </p>
          <p className="next">
            <span aria-hidden="true">→ </span>
            {verdict.next}
          </p>
        </>
      )}
      <Reasons signature={signature} />
      <TimeLine signature={signature} />
      <Changes signature={signature} />
      <Qualification signature={signature} />
      <Figures signature={signature} />
    </section>
  );
}

function Reasons({ signature: { reasons } }: { readonly signature: SimpleSignature }) {
  if (reasons.length === 0) return null;
  return (
    <>
      <h4>What was found</h4>
      <ul>
        {reasons.map(({ code, message }, index) => (
          <li key={index}>
            <ForeignText>{toTheSecond(message)}</ForeignText> <code>{code}</code>
          </li>
        ))}
      </ul>
    </>
  );
}

function Qualification({ signature: { qualification, qualificationMeaning, listEntry } }: { readonly signature: SimpleSignature }) {
  return (
    <>
      <h4>Qualification</h4>
      <p>
        {qualificationMeaning} <code>{qualification}</code>
      </p>
      {listEntry && (
        <p>
          By the trusted list of <ForeignText>{listEntry.territory}</ForeignText>:{' '}
          <ForeignText>{listEntry.provider ?? 'a provider'}</ForeignText>, <ForeignText>{listEntry.service ?? 'a service'}</ForeignText>,{' '}
          <ForeignText>{listEntry.status}</ForeignText> since <Moment time={listEntry.since} />.
        </p>
      )}
    </>
  );
}

function Figures({ signature }: { readonly signature: SimpleSignature }) {
  const { indication, subIndication, level, label, coverage } = signature;
  return (
    <details>
      <summary>Figures for experts</summary>
      <dl>
        <dt>Status</dt>
        <dd>
          <code>{subIndication === null ? indication : `${indication}/${subIndication}`}</code>
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
