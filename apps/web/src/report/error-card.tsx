import type { CheckError } from '../service.js';
import { ForeignText } from './foreign-text.js';
import { Mark } from './mark.js';

/** There is no verdict: the document could not be looked at, or the service could not. */
export function ErrorCard({ error }: { readonly error: CheckError }) {
  return (
    <section className="card open" aria-labelledby="outcome">
      <div className="band">
        <Mark shape="unread" />
        <h2 id="outcome" tabIndex={-1} data-outcome>
          {error.title}
        </h2>
      </div>
      <p>
        <ForeignText>{error.message}</ForeignText>
      </p>
      <p className="quiet">There is no verdict on the document.{error.code !== undefined && ` (${error.code})`}</p>
    </section>
  );
}
