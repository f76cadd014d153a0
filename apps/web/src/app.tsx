import { type RefObject, useEffect, useRef, useState } from 'react';
import { Examples } from './check/examples.js';
import { Picker } from './check/picker.js';
import { Progress } from './check/progress.js';
import { ErrorCard } from './report/error-card.js';
import { Report } from './report/report.js';
import { check, CheckError, type Example, fetchExample, type JudgedReport, type Subject } from './service.js';
import { underMadeUpLists } from './wording/words.js';

type State =
  | { readonly step: 'idle' | 'cancelled' }
  | { readonly step: 'checking'; readonly subject: Subject }
  | { readonly step: 'judged'; readonly subject: Subject; readonly report: JudgedReport }
  | { readonly step: 'failed'; readonly subject: Subject | undefined; readonly error: CheckError };

function failed(error: unknown, subject?: Subject): State {
  const known = error instanceof CheckError ? error : new CheckError('Something went wrong', 'Nothing was judged.');
  return { step: 'failed', subject, error: known };
}

const ONE_AT_A_TIME = new CheckError('One document at a time', 'Several were given at once. Nothing was judged.', {
  next: 'Choose one of them, and the next when its verdict is here.',
});

/** One document at a time: choose it, see what it is worth. */
export function App() {
  const [state, setState] = useState<State>({ step: 'idle' });
  const [hadOutcome, setHadOutcome] = useState(false);
  const running = useRef<AbortController>(undefined);
  const main = useRef<HTMLElement>(null);
  useFocusOn(main, state);

  function end(next: State): void {
    running.current?.abort();
    setHadOutcome(true);
    setState(next);
  }

  /** Whatever was under way is given up: what was asked for last counts. */
  function begin(): AbortSignal {
    running.current?.abort();
    running.current = new AbortController();
    return running.current.signal;
  }

  function judge(subject: Subject): void {
    const mine = begin();
    setState({ step: 'checking', subject });
    check(subject, mine).then(
      (report) => mine.aborted || end({ step: 'judged', subject, report }),
      (error: unknown) => mine.aborted || end(failed(error, subject)),
    );
  }

  function tryOut(example: Example): void {
    const mine = begin();
    fetchExample(example).then(
      (file) => mine.aborted || judge({ file, demonstration: true }),
      (error: unknown) => mine.aborted || end(failed(error)),
    );
  }

  function take([file, ...more]: readonly File[]): void {
    if (more.length > 0) end(failed(ONE_AT_A_TIME));
    else if (file) judge({ file, demonstration: false });
  }

  return (
    <>
      <header>
        <p className="name">Sigillum</p>
      </header>
      <main ref={main}>
        <h1>Check a signature</h1>
        <Picker onFiles={take} />
        <Examples folded={hadOutcome} onChoose={tryOut} />
        <p role="status" className={state.step === 'cancelled' ? 'cancelled' : 'unseen'}>
          {aloud(state)}
        </p>
        {state.step === 'checking' && <Progress name={state.subject.file.name} onCancel={() => end({ step: 'cancelled' })} />}
        {state.step === 'judged' && <Report subject={state.subject} report={state.report} />}
        {state.step === 'failed' && <Failed state={state} onAgain={judge} />}
      </main>
      <footer>
        <p>
          For programs: <a href="/docs">description of the API</a>
        </p>
      </footer>
    </>
  );
}

function Failed({ state, onAgain }: { readonly state: State & { step: 'failed' }; readonly onAgain: (subject: Subject) => void }) {
  const { error, subject } = state;
  return <ErrorCard error={error} name={subject?.file.name} onAgain={subject && (() => onAgain(subject))} />;
}

/** Says aloud what goes on; the verdict is said here as well, because focus alone is not read by every reader. */
function aloud(state: State): string {
  switch (state.step) {
    case 'idle':
      return '';
    case 'cancelled':
      return 'Cancelled. Nothing was judged.';
    case 'checking':
      return 'Checking the document …';
    case 'judged':
      return `${underMadeUpLists(state.report) ? 'Demonstration. ' : ''}Verdict: ${state.report.verdict.headline}.`;
    case 'failed':
      return `No verdict: ${state.error.title}.`;
  }
}

/** The reader who can't see that something has appeared is brought to it; who has cancelled, back to the start. */
function useFocusOn(main: RefObject<HTMLElement | null>, state: State): void {
  useEffect(() => {
    if (state.step === 'cancelled') main.current?.querySelector<HTMLElement>('.primary')?.focus();
    if (state.step !== 'judged' && state.step !== 'failed') return;
    main.current?.querySelector<HTMLElement>('[data-outcome]')?.focus({ preventScroll: true });
    main.current?.querySelector('.card')?.scrollIntoView({ block: 'nearest' });
  }, [main, state]);
}
