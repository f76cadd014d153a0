import { useEffect, useState } from 'react';
import { ForeignText } from '../wording/foreign-text.js';

/** After this a reader wonders whether anything goes on. */
const LONG_MS = 8_000;

interface ProgressProps {
  readonly name: string;
  readonly onCancel: () => void;
}

/** That a document is looked at, and a way out. */
export function Progress({ name, onCancel }: ProgressProps) {
  const [long, setLong] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLong(true), LONG_MS);
    return () => clearTimeout(timer);
  }, []);
  return (
    <div className="progress">
      <p>
        Checking <ForeignText>{name}</ForeignText> …
      </p>
      <button type="button" onClick={onCancel}>
        Cancel
      </button>
      <p role="status" className="quiet">
        {long &&
          'This takes a while: the document is large, or somebody who is asked about certificates is slow. The check ends by itself.'}
      </p>
    </div>
  );
}
