import { useEffect, useState } from 'react';
import { type Example, fetchExamples } from '../service.js';

interface ExamplesProps {
  /** The verdict on a document has the room. */
  readonly folded: boolean;
  readonly onChoose: (example: Example) => void;
}

/** Documents of the demonstration, where the service has one. */
export function Examples({ folded, onChoose }: ExamplesProps) {
  const [examples, setExamples] = useState<readonly Example[]>([]);
  useEffect(() => {
    let gone = false;
    fetchExamples().then(
      (found) => gone || setExamples(found),
      () => undefined,
    );
    return () => {
      gone = true;
    };
  }, []);
  if (examples.length === 0) return null;
  return (
    <details className="examples" open={!folded}>
      <summary>Try it with an example</summary>
      <p className="quiet">Made-up documents, judged by made-up trusted lists.</p>
      <ul>
        {examples.map((example) => (
          <li key={example.name}>
            <button type="button" onClick={() => onChoose(example)}>
              {example.title}
            </button>
            <span className="quiet">{example.about}</span>
          </li>
        ))}
      </ul>
    </details>
  );
}
