import { ForeignText } from './foreign-text.js';

/** The one thing to do. */
export function NextStep({ children }: { readonly children: string }) {
  return (
    <p className="next">
      <span aria-hidden="true">→ </span>
      <span className="unseen">What to do: </span>
      <ForeignText>{children}</ForeignText>
    </p>
  );
}
