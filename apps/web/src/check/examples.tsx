import { useEffect, useState } from 'react';
import { type Example, fetchExample, fetchExamples } from '../service.js';

interface ExamplesProps {
  readonly onFile: (file: File) => void;
  readonly onError: (error: unknown) => void;
}

/** Documents of the demonstration, where the service has one. */
export function Examples({ onFile, onError }: ExamplesProps) {
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
    <section aria-labelledby="examples" className="examples">
      <h2 id="examples">Try it with an example</h2>
      <p className="quiet">Made-up documents, under made-up trusted lists.</p>
      <ul>
        {examples.map((example) => (
          <li key={example.name}>
            <button type="button" onClick={() => void fetchExample(example).then(onFile, onError)}>
              {example.title}
            </button>
            <span className="quiet">{example.about}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
