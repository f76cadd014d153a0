import type { SimpleTimestamp } from '@sigillum/reports';
import { ForeignText } from '../wording/foreign-text.js';
import { Moment } from '../wording/moment.js';

/** Time-stamps with what each of them proves. */
export function Timestamps({ timestamps }: { readonly timestamps: readonly SimpleTimestamp[] }) {
  return (
    <ul>
      {timestamps.map((one) => (
        <li key={one.id}>
          <TimestampWords timestamp={one} />
        </li>
      ))}
    </ul>
  );
}

/** When, by whom, and whether that is confirmed. */
export function TimestampWords({ timestamp }: { readonly timestamp: SimpleTimestamp }) {
  const { indication, subIndication, time, signedBy, qualification } = timestamp;
  return (
    <>
      {time === null ? 'no readable time' : <Moment time={time} />}, by a {qualification === 'QTSA' ? 'qualified ' : ''}time-stamp
      {signedBy !== null && (
        <>
          {' of '}
          <ForeignText>{signedBy}</ForeignText>
        </>
      )}
      {indication === 'PASSED' ? (
        ', confirmed'
      ) : (
        <>
          , which could not be confirmed <code>{subIndication ?? indication}</code>
        </>
      )}
    </>
  );
}
