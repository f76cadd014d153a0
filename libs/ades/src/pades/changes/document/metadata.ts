import type { PdfDictionary, PdfStream, PdfValue } from '@sigillum/containers/pdf';
import { type Comparison, inLater } from '../comparison.js';
import { type ChangeFact, undefinedChange } from '../facts.js';
import { decoded } from '../objects/equal-objects.js';
import { differences } from '../objects/unchanged.js';
import { asDictionary, asReference, asStream, nameOf } from '../objects/values.js';
import { readXmpProblem } from './xmp-packet.js';

function metadataChange(code: string, message: string, object: number | undefined): ChangeFact {
  return {
    class: 'metadata',
    permission: 'always',
    rule: 'undefined-changes',
    code,
    message,
    ...(object === undefined ? {} : { object }),
  };
}

/** The document information dictionary (ISO 32000-2 14.3.3): a flat list of texts, names and dates, which may change. */
export function compareInformation(comparison: Comparison, earlier: PdfDictionary, later: PdfDictionary): void {
  const before = earlier.entries.get('Info') ?? null;
  const after = later.entries.get('Info') ?? null;
  if (differences(comparison, before, after).length === 0) return;
  const object = asReference(after)?.number;
  const information = asDictionary(inLater(comparison, after));
  const isFlat = information && [...information.entries.values()].every((value) => isPlain(inLater(comparison, value)));
  comparison.report(
    after === null || isFlat
      ? metadataChange('PDF_INFO_UPDATED', 'The document information was updated.', object)
      : undefinedChange('PDF_INFO_MALFORMED', 'The document information is no longer a flat list of texts.', { object }),
  );
}

/** XMP of the document (ISO 32000-2 14.3.2): may be replaced by another packet that is well-formed and has no entities. */
export function compareXmp(comparison: Comparison, before: PdfValue, after: PdfValue): void {
  if (differences(comparison, before, after).length === 0) return;
  const object = asReference(after)?.number;
  const refuse = (code: string, message: string): void => comparison.report(undefinedChange(code, message, { object }));
  const stream = asStream(inLater(comparison, after));
  if (!stream) return refuse('PDF_XMP_REMOVED', 'The XMP metadata of the document were removed or are no stream.');
  const subtype = nameOf(inLater(comparison, stream.dictionary.entries.get('Subtype')));
  if (subtype !== 'XML') return refuse('PDF_XMP_MALFORMED', `The metadata stream has the subtype "${subtype}" instead of XML.`);
  const problem = xmpProblem(comparison, stream);
  if (problem !== undefined) return refuse('PDF_XMP_MALFORMED', `The XMP metadata were replaced by something else: ${problem}.`);
  comparison.report(metadataChange('PDF_XMP_UPDATED', 'The XMP metadata were updated.', object));
}

function xmpProblem(comparison: Comparison, stream: PdfStream): string | undefined {
  const before = packets.get(stream);
  if (before) return before.problem;
  const packet = decoded(comparison.later.revision, stream);
  const problem = packet ? readXmpProblem(packet) : 'its data cannot be read';
  packets.set(stream, { problem });
  return problem;
}

/** What became of a packet; every signature asks for the same. */
const packets = new WeakMap<PdfStream, { readonly problem: string | undefined }>();

/** Developer extensions (ISO 32000-2 7.12): names, numbers and texts only. */
export function compareExtensions(comparison: Comparison, before: PdfValue, after: PdfValue): void {
  if (differences(comparison, before, after).length === 0) return;
  const object = asReference(after)?.number;
  const extensions = asDictionary(inLater(comparison, after));
  const declares = (value: PdfValue): boolean => {
    const declared = inLater(comparison, value);
    const list = typeof declared === 'object' && declared?.kind === 'array' ? declared.items : [declared];
    return list.every((one) => isPlain(inLater(comparison, one)) || isFlatDictionary(comparison, one));
  };
  const isFine = extensions !== undefined && [...extensions.entries.values()].every(declares);
  comparison.report(
    isFine
      ? metadataChange('PDF_EXTENSIONS_UPDATED', 'The extensions dictionary was updated.', object)
      : undefinedChange('PDF_EXTENSIONS_MALFORMED', 'The extensions dictionary was removed or holds something else.', { object }),
  );
}

/** The version in the catalog (ISO 32000-2 7.7.2): a name such as 1.7 or 2.0. */
export function compareVersions(comparison: Comparison, before: PdfValue, after: PdfValue): void {
  if (differences(comparison, before, after).length === 0) return;
  const version = nameOf(inLater(comparison, after));
  comparison.report(
    version !== undefined && /^[12]\.\d$/.test(version)
      ? metadataChange('PDF_VERSION_UPDATED', `The version was set to ${version}.`, undefined)
      : undefinedChange('PDF_VERSION_MALFORMED', 'The version in the catalog was removed or is no version.'),
  );
}

/** Mark information (ISO 32000-2 14.7.1): truth values only. */
export function compareMarkInfo(comparison: Comparison, before: PdfValue, after: PdfValue): void {
  if (differences(comparison, before, after).length === 0) return;
  const dictionary = asDictionary(inLater(comparison, after));
  const object = asReference(after)?.number;
  const isFine = dictionary && [...dictionary.entries.values()].every((value) => typeof inLater(comparison, value) === 'boolean');
  comparison.report(
    isFine
      ? metadataChange('PDF_MARK_INFO_UPDATED', 'The mark information was updated.', object)
      : undefinedChange('PDF_MARK_INFO_MALFORMED', 'The mark information was removed or holds something else.', { object }),
  );
}

function isFlatDictionary(comparison: Comparison, value: PdfValue): boolean {
  const dictionary = asDictionary(inLater(comparison, value));
  return dictionary !== undefined && [...dictionary.entries.values()].every((entry) => isPlain(inLater(comparison, entry)));
}

function isPlain(value: PdfValue): boolean {
  return typeof value !== 'object' || value === null || value.kind === 'string' || value.kind === 'name';
}
