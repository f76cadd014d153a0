import type { SimpleSignature } from '@sigillum/reports';
import { Moment } from './moment.js';
import { Timestamps } from './timestamps.js';

/** When: as claimed, as proven, and until when it can be shown again. */
export function TimeLine({ signature }: { readonly signature: SimpleSignature }) {
  const { claimedSigningTime, bestSignatureTime, bestSignatureTimeProof, checkableUntil, timestamps } = signature;
  const others = timestamps.filter((one) => one.id !== bestSignatureTimeProof);
  return (
    <>
      <h4>Time line</h4>
      <ol className="time-line">
        <li className="claimed">
          <span>Claimed</span> {claimedSigningTime === null ? 'no time is claimed' : <Moment time={claimedSigningTime} />}
        </li>
        <li className={bestSignatureTimeProof === null ? 'claimed' : 'proven'}>
          <span>Proven</span>{' '}
          {bestSignatureTimeProof === null ? (
            'by no time-stamp; it existed when it was checked'
          ) : (
            <>
              <Moment time={bestSignatureTime} />, by a time-stamp
            </>
          )}
        </li>
        {checkableUntil && (
          <li className="until">
            <span>Checkable</span>{' '}
            {checkableUntil.time === null ? (
              'without end'
            ) : (
              <>
                until <Moment time={checkableUntil.time} />
              </>
            )}
            {checkableUntil.fromDocumentAlone
              ? ', from the document alone'
              : ', with certificates or revocation data that the document does not have: keep them with it'}
          </li>
        )}
      </ol>
      {others.length > 0 && <Timestamps timestamps={others} />}
    </>
  );
}
