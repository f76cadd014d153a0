import { useEffect, useRef, useState } from 'react';
import type { SimpleReport } from '@sigillum/reports';
import { Examples } from './check/examples.js';
import { Picker } from './check/picker.js';
import { ErrorCard } from './report/error-card.js';
import { Report } from './report/report.js';
import { check, CheckError, type Subject } from './service.js';

type State =
  | { readonly step: 'idle' }
  | { readonly step: 'checking'; readonly subject: Subject }
  | { readonly step: 'judged'; readonly subject: Subject; readonly report: SimpleReport }
  | { readonly step: 'failed'; readonly subject: Subject | undefined; readonly error: CheckError };

function failed(error: unknown, subject?: Subject): State {
  const known = error instanceof CheckError ? error : new CheckError('Something went wrong', 'Nothing was judged.');
  return { step: 'failed', subject, error: known };
}

/** One document at a time: choose it, see what it is worth. */
export function App() {
  const [state, setState] = useState<State>({ step: 'idle' });
  const running = useRef<AbortController>(undefined);
  const outcome = useRef<HTMLDivElement>(null);

  useEffect(() => {
    // The reader who can't see that something has appeared is brought to it.
    if (state.step === 'judged' || state.step === 'failed') outcome.current?.querySelector<HTMLElement>('[data-outcome]')?.focus();
  }, [state]);

  function judge(subject: Subject): void {
    running.current?.abort();
    const mine = new AbortController();
    running.current = mine;
    setState({ step: 'checking', subject });
    check(subject, mine.signal).then(
      (report) => mine.signal.aborted || setState({ step: 'judged', subject, report }),
      (error: unknown) => mine.signal.aborted || setState(failed(error, subject)),
    );
  }

  return (
    <>
      <header>
        <p className="name">Sigillum</p>
      </header>
      <main>
        <h1>Check a signature</h1>
        <Picker onFile={(file) => judge({ file, demonstration: false })} />
        <Examples onFile={(file) => judge({ file, demonstration: true })} onError={(error) => setState(failed(error))} />
        <Progress state={state} />
        <div ref={outcome}>
          {state.step === 'judged' && <Report subject={state.subject} report={state.report} />}
          {state.step === 'failed' && <ErrorCard error={state.error} />}
        </div>
      </main>
      <footer>
        <p>
          For programs: <a href="/docs">description of the API</a>
        </p>
      </footer>
    </>
  );
}

/** Says aloud what goes on; the verdict is said here as well, because focus alone is not read by every reader. */
function Progress({ state }: { readonly state: State }) {
  const said: Readonly<Record<State['step'], string>> = {
    idle: '',
    checking: 'Checking the document …',
    judged: state.step === 'judged' ? `Verdict: ${state.report.verdict?.headline ?? 'none'}.` : '',
    failed: state.step === 'failed' ? `No verdict: ${state.error.title}.` : '',
  };
  return (
    <p role="status" className={state.step === 'checking' ? 'progress' : 'unseen'}>
      {said[state.step]}
    </p>
  );
}
