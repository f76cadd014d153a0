import type { SimpleChange, SimpleSignature } from '@sigillum/reports';
import { ForeignText } from '../wording/foreign-text.js';

interface ChangesProps {
  readonly signature: SimpleSignature;
  /** The card has said already whether anything has changed. */
  readonly said: boolean;
}

/** What later versions of the document changed, the forbidden first. */
export function Changes({ signature: { changesAfter, coverage, intact, indication }, said }: ChangesProps) {
  const real = changesAfter.filter((change) => change.class !== 'unchanged');
  const refused = distinct(real.filter((change) => !change.allowed));
  const allowed = distinct(real.filter((change) => change.allowed));
  // Beside a signature that is proven bad, or whose bytes do not hold, this would be a false comfort.
  const calm = !said && real.length === 0 && intact && indication !== 'TOTAL-FAILED';
  if (real.length === 0 && !calm) return null;
  return (
    <>
      <h4>After signing</h4>
      {calm && (
        <p>{coverage.wholeDocument ? 'Nothing has changed since.' : 'What was added to the file since changes nothing that was signed.'}</p>
      )}
      {refused.length > 0 && <ChangeList title="Not permitted" className="refused" changes={refused} />}
      {allowed.length > 0 && <ChangeList title="Permitted" changes={allowed} />}
    </>
  );
}

function distinct(changes: readonly SimpleChange[]): SimpleChange[] {
  return changes.filter((one, index) => changes.findIndex(({ message, code }) => message === one.message && code === one.code) === index);
}

interface ChangeListProps {
  readonly title: string;
  readonly changes: readonly SimpleChange[];
  readonly className?: string;
}

function ChangeList({ title, changes, className }: ChangeListProps) {
  return (
    <>
      <p className={className}>{title}:</p>
      <ul>
        {changes.map((change, index) => (
          <li key={index}>
            <ForeignText>{change.message}</ForeignText> <code>{change.code}</code>
          </li>
        ))}
      </ul>
    </>
  );
}
