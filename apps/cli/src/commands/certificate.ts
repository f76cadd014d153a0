import { statSync } from 'node:fs';
import { CodedError } from '@sigillum/encoding';
import { type CertificateRequest, readAnchors, validateCertificate } from '@sigillum/flows';
import { type CertificateReport, toCertificateErrorReport, toCertificateReport, toCertificateText, toErrorText } from '@sigillum/reports';
import { DEFAULT_POLICY } from '@sigillum/validation';
import { readArguments } from '../arguments.js';
import { EXIT, worstOf } from '../exit-status.js';
import { policiesOf } from '../policies.js';
import { TrustDataError } from '../trust/trust-data-error.js';
import { trustForVerdict } from '../trust/trust-of.js';
import { TRUST_OPTIONS, type TrustOptions } from '../trust/trust-options.js';
import { UsageError } from '../usage.js';
import { suppliedAt, usable } from '../validate/evaluate.js';
import { onlineSources } from '../validate/online.js';
import { checkOutput, instantOf } from '../validate/options.js';
import { InputError, type OnlineSource, readMaterial } from '../wiring.js';

interface Answer {
  readonly line: CertificateReport & { readonly file: string };
  readonly text: string;
}

/**
 * `sigillum certificate FILE...`: the verdict on certificates by themselves, and what the trusted lists made of them at their issuance and make of them at validation time. Of
 * several in one PEM file the first is judged, and the others may stand in its chain. Returns the exit status of the worst.
 */
export async function certificate(args: readonly string[]): Promise<number> {
  const { values, positionals: files } = parse(args);
  if (files.length === 0) throw new UsageError('Name the certificates: sigillum certificate [options] FILE...');
  checkOutput(values);
  const at = instantOf(values.at) ?? Date.now();
  const [policy = DEFAULT_POLICY, another] = policiesOf(values.policy ?? [], '--policy');
  if (another !== undefined) throw new UsageError('--policy: certificates are judged under one policy at a time.');
  const offline = values.offline ?? false;
  const anchors = (values.anchors ?? []).flatMap((path) => usable(`--anchors ${path}`, () => readAnchors(readMaterial(path))));
  const supplied = suppliedAt(values.certificates ?? []);
  const sources = onlineSources({ offline });
  const tls = tlsOf(values['tls-binding'], values['tls-certificate']);
  const asked = { at, policy, anchors, supplied, offline, ...(tls && { tls }) };
  const ask = await asking(values, at, (file, trust) => answerTo(file, { ...asked, trust }, sources));
  const answers: Answer[] = [];
  for (const file of files) {
    const answer = await ask(file);
    answers.push(answer);
    if (values.ndjson) process.stdout.write(`${JSON.stringify(answer.line)}\n`);
    else if (!values.json) process.stdout.write(`${answer.text}\n`);
  }
  const exitCode = worstOf(answers.map(({ line }) => line.exitCode));
  if (values.json) {
    const lines = answers.map(({ line }) => line);
    process.stdout.write(`${JSON.stringify(lines.length === 1 ? lines[0] : { exitCode, certificates: lines }, undefined, 2)}\n`);
  }
  return exitCode;
}

function parse(args: readonly string[]) {
  return readArguments(args, {
    at: { type: 'string' },
    offline: { type: 'boolean' },
    anchors: { type: 'string', multiple: true },
    certificates: { type: 'string', multiple: true },
    'tls-binding': { type: 'string' },
    'tls-certificate': { type: 'string' },
    policy: { type: 'string', multiple: true },
    json: { type: 'boolean' },
    ndjson: { type: 'boolean' },
    ...TRUST_OPTIONS,
  });
}

function tlsOf(binding: string | undefined, certificate: string | undefined): CertificateRequest['tls'] {
  if (binding === undefined && certificate === undefined) return undefined;
  if (binding === undefined || certificate === undefined)
    throw new UsageError(
      '--tls-binding FILE says which TLS certificates a 2-QWAC vouches for, --tls-certificate FILE which one is in question; give both.',
    );
  const [bound] = usable(`--tls-certificate ${certificate}`, () => readMaterial(certificate));
  const [signed] = usable(`--tls-binding ${binding}`, () => readMaterial(binding));
  if (bound === undefined || signed === undefined) throw new UsageError('--tls-binding, --tls-certificate: each has to name one file.');
  return { binding: signed, certificate: bound };
}

type Asking = (file: string, trust: CertificateRequest['trust']) => Promise<Answer>;

/** Where the lists that were asked for are refused, no certificate is judged without them: that is the answer to each. */
async function asking(options: TrustOptions, at: number, judge: Asking): Promise<(file: string) => Promise<Answer>> {
  try {
    const trust = await trustForVerdict(options, at);
    return (file) => judge(file, trust);
  } catch (error) {
    if (!(error instanceof TrustDataError)) throw error;
    return (file) => Promise.resolve(refused(file, error, EXIT.trustDataMissing));
  }
}

async function answerTo(file: string, request: CertificateRequest, sources: readonly OnlineSource[]): Promise<Answer> {
  try {
    if (statSync(file, { throwIfNoEntry: false })?.isDirectory())
      throw new InputError('FILE_IS_DIRECTORY', `${file} is a directory; name the certificates in it.`);
    const [bytes, ...others] = readMaterial(file);
    if (bytes === undefined) throw new UsageError(`${file}: there is no certificate in this file.`);
    const supplied = { ...request.supplied, certificates: [...request.supplied.certificates, ...others] };
    const result = await validateCertificate(bytes, { ...request, supplied }, { sources });
    return { line: { file, ...toCertificateReport(result) }, text: toCertificateText(file, result) };
  } catch (error) {
    if (!(error instanceof CodedError)) throw error;
    return refused(file, { code: error.code as string, message: error.message }, EXIT.unreadable);
  }
}

function refused(file: string, { code, message }: { readonly code: string; readonly message: string }, exitCode: number): Answer {
  const coded = { code, message };
  return { line: { file, ...toCertificateErrorReport(coded, exitCode) }, text: toErrorText(file, coded) };
}
