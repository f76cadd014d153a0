import { type CatalogueEntry, catalogueIn, explainCode } from '@sigillum/reports';
import { EXIT } from '../exit-status.js';
import { UsageError } from '../usage.js';

const MENDERS: Readonly<Record<CatalogueEntry['mender'], string>> = {
  signer: 'the signer',
  sender: 'whoever sent the document',
  issuer: 'the issuer of the certificate',
  you: 'you',
  operator: 'the operator of this service',
  nobody: 'nobody needs to',
};

/** `sigillum explain CODE`: the entry of the reason catalogue; without a code, all of them, a line each. */
export function explain(args: readonly string[]): number {
  const [code] = args;
  if (args.length > 1) throw new UsageError('One code at a time: sigillum explain CODE');
  if (code === undefined) {
    process.stdout.write(
      `${catalogueIn('en')
        .map((entry) => `${entry.code.padEnd(40)} ${entry.sentence}`)
        .join('\n')}\n`,
    );
    return EXIT.passed;
  }
  const entry = explainCode(code);
  if (!entry) throw new UsageError(`There is no code "${code}"; \`sigillum explain\` without a code lists them.`);
  process.stdout.write(
    [
      entry.code,
      `  ${entry.sentence}`,
      `  Why it matters: ${entry.why}`,
      `  Who can change it: ${MENDERS[entry.mender]}`,
      `  Next step: ${entry.next}`,
      `  Source: ${entry.clause}`,
      '',
    ].join('\n'),
  );
  return EXIT.passed;
}
