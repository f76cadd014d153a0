import type { SimpleSignature, SimpleTimestamp } from '@sigillum/reports';
import { Moment } from '../wording/moment.js';
import { TimestampWords } from './timestamps.js';

/** When: as claimed, as time-stamps say, and until when it can be shown again. */
export function TimeLine({ signature }: { readonly signature: SimpleSignature }) {
  const { claimedSigningTime, bestSignatureTime, bestSignatureTimeProof, checkableUntil, timestamps } = signature;
  return (
    <>
      <h4>Time line</h4>
      <ol className="time-line">
        <li className="claimed">
          <span>Claimed</span> {claimedSigningTime === null ? 'no time is claimed' : <Moment time={claimedSigningTime} />}
        </li>
        {bestSignatureTimeProof === null && timestamps.length === 0 && (
          <li className="claimed">
            <span>Time-stamped</span> never: nothing proves when it was signed
          </li>
        )}
        {bestSignatureTimeProof !== null && timestamps.every(({ id }) => id !== bestSignatureTimeProof) && (
          <li className="proven">
            <span>Proven</span> <Moment time={bestSignatureTime} />, by what stands outside of the signature
          </li>
        )}
        {timestamps.map((one) => (
          <Stamped key={one.id} timestamp={one} proves={one.id === bestSignatureTimeProof} />
        ))}
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
    </>
  );
}

function Stamped({ timestamp, proves }: { readonly timestamp: SimpleTimestamp; readonly proves: boolean }) {
  return (
    <li className={timestamp.indication === 'PASSED' ? 'proven' : 'claimed'}>
      <span>{proves ? 'Proven' : 'Time-stamped'}</span> <TimestampWords timestamp={timestamp} />
    </li>
  );
}
