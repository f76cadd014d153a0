import { openPdf } from '@sigillum/containers/pdf';
import { type Budget, type ByteSource, toRfc3339 } from '@sigillum/encoding';
import { displayNameOf, parseCertificate } from '@sigillum/x509';
import { openDocument } from '../open.js';
import type { EmbeddedMaterial, EmbeddedTimestamp, Signature } from '../types.js';

/** A line of the tree that `inspect` shows. */
export interface InspectNode {
  readonly label: string;
  readonly value?: string;
  readonly children?: readonly InspectNode[];
}

/** What a document is made of: revisions, fields, signatures with their attributes and evidence. Nothing is judged. */
export function inspectDocument(source: ByteSource, budget: Budget): InspectNode {
  const document = openDocument(source, budget);
  const pdf = openPdf(source, budget);
  return {
    label: document.format,
    value: `${document.size} bytes`,
    children: [
      {
        label: 'revisions',
        value: String(pdf.revisions.length),
        children: pdf.revisions.map((one) => ({
          label: `revision ${one.index + 1}`,
          value: `ends at byte ${one.end}, ${one.changes.size} objects`,
        })),
      },
      ...document.signatures.map(signatureNode),
      ...document.timestamps.map(timestampNode),
      ...document.notes.map((note) => ({ label: note.code, value: note.message })),
    ],
  };
}

function signatureNode(signature: Signature): InspectNode {
  const { attributes, coverage } = signature;
  return {
    label: 'signature',
    value: `${signature.label} (${signature.level})`,
    children: [
      { label: 'covers', value: coverage.text },
      { label: 'algorithm', value: signature.algorithmIdentifier },
      ...(attributes.claimedSigningTime === undefined
        ? []
        : [{ label: 'claimed signing time', value: toRfc3339(attributes.claimedSigningTime) }]),
      { label: 'signed attributes', children: attributes.signed.map((oid) => ({ label: oid })) },
      { label: 'unsigned attributes', children: attributes.unsigned.map((oid) => ({ label: oid })) },
      ...embeddedNodes(signature.embedded),
      ...signature.timestamps.map(timestampNode),
      {
        label: 'rules of the format',
        children: signature.format.map((one) => ({
          label: one.rule,
          value: one.holds ? 'holds' : `${one.code ?? ''} ${one.message ?? ''}`,
        })),
      },
    ],
  };
}

function embeddedNodes({ certificates, crls, ocsps }: EmbeddedMaterial): InspectNode[] {
  return [
    {
      label: 'certificates',
      value: String(certificates.length),
      children: certificates.map(({ bytes, origin }) => ({ label: origin, value: certificateText(bytes) })),
    },
    { label: 'CRLs', value: String(crls.length) },
    { label: 'OCSP responses', value: String(ocsps.length) },
  ];
}

function certificateText(bytes: Uint8Array): string {
  try {
    const certificate = parseCertificate(bytes);
    return `${displayNameOf(certificate.subject)}, issued by ${displayNameOf(certificate.issuer)}, ${toRfc3339(certificate.notBefore)} to ${toRfc3339(certificate.notAfter)}`;
  } catch {
    return `${bytes.length} bytes that are no readable certificate`;
  }
}

function timestampNode({ kind, id, token }: EmbeddedTimestamp): InspectNode {
  return { label: kind, value: `${id}, ${token.length} bytes` };
}
