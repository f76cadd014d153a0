import type { CheckError } from '../service.js';
import { ForeignText } from '../wording/foreign-text.js';
import { Mark } from './mark.js';
import { NextStep } from '../wording/next-step.js';

interface ErrorCardProps {
  readonly error: CheckError;
  /** What it was about. */
  readonly name: string | undefined;
  readonly onAgain: (() => void) | undefined;
}

/** There is no verdict: the document could not be looked at, or the service could not. */
export function ErrorCard({ error, name, onAgain }: ErrorCardProps) {
  const { code, next, again } = error.more;
  return (
    <section className="card open" aria-labelledby="outcome">
      <div className="band">
        <Mark shape="unread" />
        <h2 id="outcome" tabIndex={-1} data-outcome>
          {error.title}
        </h2>
      </div>
      {name !== undefined && (
        <p className="file">
          <ForeignText>{name}</ForeignText>
        </p>
      )}
      <p>
        <ForeignText>{error.message}</ForeignText>
      </p>
      {next !== undefined && <NextStep>{next}</NextStep>}
      {again === true && onAgain && (
        <p>
          <button type="button" onClick={onAgain}>
            Try again
          </button>
        </p>
      )}
      <p className="quiet">There is no verdict on the document.{code !== undefined && ` (${code})`}</p>
    </section>
  );
}
