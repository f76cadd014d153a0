import { useState } from 'react';
import type { SimpleReport } from '@sigillum/reports';
import { CheckError, fetchReport, type ReportKind, REPORTS, type Subject } from '../service.js';
import { underMadeUpLists } from '../wording/words.js';

interface DownloadsProps {
  readonly subject: Subject;
  readonly report: SimpleReport;
}

/** The reports as files, made by the service anew as of the same moment. */
export function Downloads({ subject, report }: DownloadsProps) {
  const [trouble, setTrouble] = useState<string>();

  async function save(kind: ReportKind): Promise<void> {
    setTrouble(undefined);
    try {
      keep(await fetchReport(subject, kind, report.validationTime), fileNameOf(subject, kind, report));
    } catch (error) {
      setTrouble(error instanceof CheckError ? `${error.title}. ${error.message}` : 'The report could not be made.');
    }
  }

  // An ETSI report is about one signature or time-stamp at least.
  const signed = report.signatures.length + report.timestamps.length > 0;
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

/** A file outlives the page that marked it. */
function fileNameOf({ file }: Subject, kind: ReportKind, report: SimpleReport): string {
  const mark = underMadeUpLists(report) ? '.DEMONSTRATION' : '';
  return `${file.name.replace(/[.]pdf$/i, '')}${mark}.${REPORTS[kind].ending}`;
}

function keep(report: Blob, name: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(report);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
