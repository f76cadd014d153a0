import { explainCode, type JudgedSignature, toSimpleReport, toTextReport, type ValidationResult } from '@sigillum/reports';
import type { ValidationPolicy } from '@sigillum/validation';
import { appearanceOf } from './appearance.js';
import { type KnownSignatures, octetsKey, placeKey, valueKey } from './known-signatures.js';
import type { Mutation } from '../steps/mutation.js';
import { FORBIDDEN_STEPS } from '../steps/revision-mutation.js';
import type { Seed } from '../seeds.js';
import { everythingToldOf, overspent, STRICT, verdictOf } from './verdict.js';

/** A damaged document and how it came about. */
export interface Mutant {
  readonly seed: Seed;
  readonly steps: readonly Mutation[];
  readonly bytes: Uint8Array;
}

export type Outcome = 'refused' | 'none' | 'not-intact' | 'intact' | 'passed';

/** Judges a mutant and throws an error with a sentence for the first property that does not hold; else how far the mutant came. */
export async function judge(mutant: Mutant, policy: ValidationPolicy, known: KnownSignatures, repeat: boolean): Promise<Outcome> {
  const verdict = await verdictOf(mutant.bytes, mutant.seed.supplied, policy);
  if (repeat) {
    const again = await verdictOf(mutant.bytes, mutant.seed.supplied, policy);
    claim(everythingToldOf(again) === everythingToldOf(verdict), 'a second run tells something else');
  }
  if ('refused' in verdict) return 'refused';
  claim(overspent(verdict.budget).length === 0, `overspent in silence: ${overspent(verdict.budget).join()}`);
  reportsHold(verdict.result);
  for (const judged of verdict.result.signatures) signatureHolds(mutant, judged, policy, known);
  const { signatures } = verdict.result;
  if (signatures.some(({ conclusion }) => conclusion.indication === 'TOTAL-PASSED')) return 'passed';
  if (signatures.length === 0) return 'none';
  return signatures.some(({ conclusion }) => conclusion.intact) ? 'intact' : 'not-intact';
}

/** The text for people can go to a terminal, every code is explained, and the exit status says what the verdicts say. */
function reportsHold(result: ValidationResult): void {
  const control = [...toTextReport('mutant.pdf', result)].find(
    (character) => character !== '\n' && isControl(character.codePointAt(0) ?? 0),
  );
  claim(control === undefined, `the text report holds the control character U+${control?.codePointAt(0)?.toString(16)}`);
  const simple = toSimpleReport(result);
  const told = [...simple.signatures.flatMap(({ reasons, changesAfter }) => [...reasons, ...changesAfter]), ...(simple.notes ?? [])];
  const unexplained = told.map(({ code }) => code).filter((code) => explainCode(code) === undefined);
  claim(unexplained.length === 0, `codes without an explanation: ${unexplained.join()}`);
  claim(
    (simple.exitCode === 0) ===
      (simple.signatures.length > 0 && simple.signatures.every(({ indication }) => indication === 'TOTAL-PASSED')),
    `exit status ${simple.exitCode}`,
  );
}

function isControl(point: number): boolean {
  return point < 0x20 || (point >= 0x7f && point < 0xa0) || (point >= 0x202a && point <= 0x202e) || (point >= 0x2066 && point <= 0x2069);
}

function signatureHolds({ seed, steps, bytes }: Mutant, judged: JudgedSignature, policy: ValidationPolicy, known: KnownSignatures): void {
  const { signature, conclusion } = judged;
  const passed = conclusion.indication === 'TOTAL-PASSED';
  claim(conclusion.intact || !passed, 'passed without being intact');
  if (!conclusion.intact) return;
  const range = signature.coverage.byteRange ?? [];
  claim(known.octets.has(octetsKey(bytes, range)), `intact over octets that nobody signed: ${range.join(' ')}`);
  claim(known.values.has(valueKey(judged)), 'intact with signed attributes or a value that no signer made');
  if (!passed || policy !== STRICT) return;
  claim(known.places.has(placeKey(bytes, range)), `passed although the signed revision is not as it was signed: ${range.join(' ')}`);
  const end = (range[2] ?? 0) + (range[3] ?? 0);
  if (end >= bytes.length) return;
  const changed = Buffer.compare(bytes, seed.bytes) !== 0;
  claim(!(changed && steps.length === 1 && FORBIDDEN_STEPS.has(steps[0]?.step ?? '')), `passed after a revision with ${steps[0]?.step}`);
  const before = appearanceOf(bytes.subarray(0, end));
  const after = appearanceOf(bytes);
  claim(before === undefined || after !== undefined, 'passed although the document can not be read by another reader any more');
  claim(before === after, 'passed although the pages show something else than when they were signed');
}

function claim(holds: boolean, sentence: string): asserts holds {
  if (!holds) throw new Error(sentence);
}
