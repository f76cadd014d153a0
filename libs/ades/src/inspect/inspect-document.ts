import { CmsError, parseSignedData } from '@sigillum/containers/cms';
import { openPdf, PdfError } from '@sigillum/containers/pdf';
import { Budget, type ByteSource } from '@sigillum/encoding';
import { openDocument } from '../open.js';
import { findSignatures, type FoundSignature } from '../pades/field/found-signatures.js';
import type { EmbeddedTimestamp, FormatFinding, Signature, SignedDocument } from '../types.js';
import { cmsNodes } from './cms.js';
import { materialNodes, tokenNode } from './evidence.js';
import { group, type InspectNode, line } from './node.js';
import { validationInformationNodes } from './validation-information.js';
import { fieldNodes, revisionNodes, signatureDictionaryNodes } from './pdf.js';

export type { InspectNode };

/**
 * What a document is made of, as a tree for people: revisions, form fields, signatures with dictionary, CMS structure and attributes,
 * certificates, revocation data and time-stamps, and the rules of the format. Nothing is judged. Throws `OpenError` where it is no signed document,
 * and `LimitError`.
 */
export function inspectDocument(source: ByteSource, budget: Budget): InspectNode {
  const opened = openDocument(source, budget);
  // Reading once more must not fail for what the first reading has spent.
  const again = new Budget(budget.limits);
  const pdf = openPdf(source, again);
  const found = findSignatures(pdf, again);
  const store = opened.signatures[0]?.embedded;
  return line(opened.format, `version ${pdf.version}, ${opened.size} bytes`, [
    group('revisions', revisionNodes(pdf)),
    group(
      'form fields',
      tolerant('form fields', () => fieldNodes(pdf, again)),
    ),
    ...opened.signatures.map((one) => signatureNode(one, found, again)),
    ...opened.timestamps.map((one) => timestampNode(one, again)),
    store && group('document security store', materialNodes(store, again, ['dss', 'vri'])),
    group(
      'validation information',
      tolerant('validation information', () => validationInformationNodes(pdf, found)),
    ),
    group('notes', notesOf(opened)),
  ]);
}

/** What can't be read is a line that says so. */
function tolerant<T extends InspectNode | undefined>(label: string, read: () => readonly T[]): (T | InspectNode)[] {
  try {
    return [...read()];
  } catch (error) {
    if (error instanceof PdfError) return [line(label, `not readable: ${error.message}`)];
    throw error;
  }
}

function notesOf({ notes }: SignedDocument): InspectNode[] {
  return notes.map(({ code, message }) => line(code, message));
}

function signatureNode(signature: Signature, found: readonly FoundSignature[], budget: Budget): InspectNode {
  const own = found.find(({ field }) => field.name === signature.label);
  return line('signature', `${signature.label}, ${signature.level}`, [
    line('id', signature.id),
    line('covers', signature.coverage.text),
    own &&
      line(
        'dictionary',
        undefined,
        tolerant('dictionary', () => signatureDictionaryNodes(own)),
      ),
    ...(own ? tolerant('CMS', () => [cmsNode(own, budget)]) : []),
    ...signature.timestamps.map((one) => timestampNode(one, budget)),
    group(
      'changes in later revisions',
      signature.changesAfter.map((one) => line(`revision ${one.revision + 1}`, `${one.class}, ${one.code}: ${one.message}`)),
    ),
    group('rules of the format', signature.format.map(ruleNode)),
  ]);
}

function cmsNode({ field, seenIn }: FoundSignature, budget: Budget): InspectNode | undefined {
  const contents = seenIn.resolve(field.value.entries.get('Contents'));
  if (typeof contents !== 'object' || contents?.kind !== 'string' || contents.bytes.length === 0) return undefined;
  try {
    return line('CMS', undefined, cmsNodes(parseSignedData(contents.bytes, budget, { trailing: true }), budget));
  } catch (error) {
    if (error instanceof CmsError) return line('CMS', error.message);
    throw error;
  }
}

function timestampNode(timestamp: EmbeddedTimestamp, budget: Budget): InspectNode {
  const { kind, id, format, token } = timestamp;
  const broken = format.filter((one) => !one.holds).map(ruleNode);
  return line(kind, id, [...tokenNode(token, budget), ...broken]);
}

function ruleNode({ rule, holds, code, message }: FormatFinding): InspectNode {
  return line(rule, holds ? 'holds' : [code, message].filter((part) => part !== undefined).join(': '));
}
