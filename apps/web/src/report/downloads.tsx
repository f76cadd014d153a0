import { useState } from 'react';
import { CheckError, fetchReport, type ReportKind, REPORTS, type Subject } from '../service.js';

interface DownloadsProps {
  readonly subject: Subject;
  /** The moment of the verdict, so that all reports say the same. */
  readonly at: string | undefined;
  /** An ETSI report is about one signature or time-stamp at least. */
  readonly signed: boolean;
}

/** The reports as files, made by the service anew as of the same moment. */
export function Downloads({ subject, at, signed }: DownloadsProps) {
  const [trouble, setTrouble] = useState<string>();

  async function save(kind: ReportKind): Promise<void> {
    setTrouble(undefined);
    try {
      keep(await fetchReport(subject, kind, at), `${subject.file.name.replace(/[.]pdf$/i, '')}.${REPORTS[kind].ending}`);
    } catch (error) {
      setTrouble(error instanceof CheckError ? `${error.title}. ${error.message}` : 'The report could not be made.');
    }
  }

  const kinds = (Object.keys(REPORTS) as ReportKind[]).filter((kind) => signed || kind !== 'etsi');
  return (
    <section className="part downloads" aria-labelledby="downloads">
      <h3 id="downloads">Download the reports</h3>
      <ul>
        {kinds.map((kind) => (
          <li key={kind}>
            <button type="button" onClick={() => void save(kind)}>
              {REPORTS[kind].title}
            </button>
            <span className="quiet">{REPORTS[kind].about}</span>
          </li>
        ))}
      </ul>
      <p role="alert">{trouble}</p>
    </section>
  );
}

function keep(report: Blob, name: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(report);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
