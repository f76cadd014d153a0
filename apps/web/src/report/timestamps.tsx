import type { SimpleTimestamp } from '@sigillum/reports';
import { ForeignText } from './foreign-text.js';
import { Moment } from './moment.js';

/** Time-stamps with what each of them proves. */
export function Timestamps({ timestamps }: { readonly timestamps: readonly SimpleTimestamp[] }) {
  return (
    <ul>
      {timestamps.map(({ id, indication, subIndication, time, signedBy, qualification }) => (
        <li key={id}>
          {qualification === 'QTSA' ? 'Qualified time-stamp' : 'Time-stamp'}
          {signedBy !== null && (
            <>
              {' of '}
              <ForeignText>{signedBy}</ForeignText>
            </>
          )}
          , {time === null ? 'without a readable time' : <Moment time={time} />}
          {indication === 'PASSED' ? ', confirmed.' : <>, could not be confirmed. </>}
          {indication !== 'PASSED' && <code>{subIndication ?? indication}</code>}
        </li>
      ))}
    </ul>
  );
}
