import { CmsError, parseSignedData, type SignedData, type SignerInfo } from '@sigillum/containers/cms';
import type { Budget } from '@sigillum/encoding';
import { cmsFindings } from '../../cms/format-findings.js';
import { broken, holds } from '../../format-finding.js';
import type { FormatFinding } from '../../types.js';
import { contentsPadding } from '../dictionary/byte-range.js';
import { contentLength } from '../dictionary/content-length.js';
import type { SignatureDictionary } from '../dictionary/signature-dictionary.js';

/** The CMS structure in /Contents, as far as it can be read. */
export interface SignatureCms {
  readonly signedData: SignedData | undefined;
  /** The only SignerInfo, or the first where there are more, which is a broken rule. */
  readonly signer: SignerInfo | undefined;
  readonly findings: readonly FormatFinding[];
}

/** Whether the signature is over the SHA-1 of the file, which stands in the CMS structure as its content (ISO 32000-1 12.8.3.3.1). */
export function signsDigestOfFile({ subFilter }: SignatureDictionary): boolean {
  return subFilter === 'adbe.pkcs7.sha1';
}

/** Reads /Contents and looks at the rules for it. Throws `LimitError` only. */
export function readCms(dictionary: SignatureDictionary, budget: Budget): SignatureCms {
  const contents = dictionary.contents?.bytes;
  const nothing = (...findings: readonly FormatFinding[]): SignatureCms => ({ signedData: undefined, signer: undefined, findings });
  const rule = 'signature-value-present';
  if (!contents || contents.length === 0) return nothing(broken(rule, 'PDF_CONTENTS_ABSENT', 'The signature has no value (/Contents).'));
  if (contents.every((octet) => octet === 0))
    return nothing(broken(rule, 'PDF_CONTENTS_EMPTY', 'The signature has no value: /Contents is all zeros.'));
  const length = contentLength(contents);
  const padding = length === undefined ? [] : [contentsPadding(contents, length)];
  try {
    const signedData = parseSignedData(contents, budget, { trailing: true });
    const [signer] = signedData.signerInfos;
    const findings = [holds(rule), ...structureFindings(dictionary, signedData), ...padding];
    if (signer) findings.push(...cmsFindings(signedData, signer, { bare: signsDigestOfFile(dictionary) }));
    return { signedData, signer, findings };
  } catch (error) {
    if (!(error instanceof CmsError)) throw error;
    return nothing(holds(rule), broken('cms-readable', error.code, error.message), ...padding);
  }
}

function structureFindings(dictionary: SignatureDictionary, signedData: SignedData): FormatFinding[] {
  return [
    holds('cms-readable', signedData.notes.length > 0 ? `Outer encoding: ${signedData.notes.join(', ')}` : undefined),
    signedData.signerInfos.length === 1
      ? holds('single-signer-info')
      : broken(
          'single-signer-info',
          'CMS_SIGNER_INFO_NOT_SINGLE',
          `The CMS structure has ${signedData.signerInfos.length} SignerInfos; a PDF signature has one.`,
        ),
    signsDigestOfFile(dictionary) ? digestContent(signedData) : detachedContent(signedData),
  ];
}

function detachedContent({ content }: SignedData): FormatFinding {
  if (content === undefined) return holds('no-embedded-content');
  return broken(
    'no-embedded-content',
    'CMS_CONTENT_EMBEDDED',
    'The CMS structure holds content of its own; the content of a PDF signature is the file.',
  );
}

function digestContent({ content }: SignedData): FormatFinding {
  if (content?.length === 20) return holds('no-embedded-content', 'The content is the SHA-1 of the file, as the format has it.');
  return broken('no-embedded-content', 'CMS_CONTENT_NOT_A_DIGEST', 'The content of the CMS structure is not the SHA-1 of the file.');
}
