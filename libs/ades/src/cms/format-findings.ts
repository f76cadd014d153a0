import type { CmsAttribute, SignedData, SignerInfo } from '@sigillum/containers/cms';
import { digestAlgorithmOf, digestLength, readAlgorithmIdentifier, readSignatureAlgorithm } from '@sigillum/crypto';
import { context, equalBytes, readDer, readOctetString, readOid } from '@sigillum/encoding';
import { broken, holds } from '../format-finding.js';
import type { FormatFinding } from '../types.js';
import { readValue, singleValueOf, valuesOf } from './attribute-values.js';
import { ATTRIBUTE } from './oids.js';

/**
 * What the structure of a CMS signature has to be for every AdES form (RFC 5652 5.3, 5.4, 11; EN 319 122-1 5). `bare`: the format lets signed
 * attributes be left out, since its content can be no attributes. `counter`: a counter-signature, whose content is a signature value and has no type.
 */
export function cmsFindings(signedData: SignedData, signer: SignerInfo, { bare = false, counter = false } = {}): FormatFinding[] {
  const { signedAttributes } = signer;
  if (!signedAttributes || signedAttributes.length === 0) {
    const absent = bare
      ? holds('signed-attributes-present', 'There are none, which this format allows.')
      : broken(
          'signed-attributes-present',
          'CMS_SIGNED_ATTRIBUTES_ABSENT',
          'The signature has no signed attributes; an advanced signature signs at least the content type, the digest and the certificate.',
        );
    return [absent, algorithms(counter ? undefined : signedData, signer)];
  }
  return [
    holds('signed-attributes-present'),
    signer.signedAttributesProblem === undefined
      ? holds('signed-attributes-der')
      : broken(
          'signed-attributes-der',
          'CMS_SIGNED_ATTRIBUTES_NOT_DER',
          `The signed attributes are not in DER (${signer.signedAttributesProblem}); RFC 5652 5.4 demands it.`,
        ),
    counter ? noContentType(signedAttributes) : contentType(signedAttributes, signedData.contentType),
    messageDigest(signedAttributes, signer),
    algorithms(counter ? undefined : signedData, signer),
  ];
}

function contentType(signed: readonly CmsAttribute[] | undefined, eContentType: string): FormatFinding {
  const value = singleValueOf(signed, ATTRIBUTE.contentType);
  if (value === undefined)
    return broken('content-type', 'CMS_CONTENT_TYPE_NOT_SINGLE', 'The content-type attribute is absent, or stands there more than once.');
  const type = readValue(value, readOid);
  if (type === eContentType) return holds('content-type');
  return broken(
    'content-type',
    'CMS_CONTENT_TYPE_MISMATCH',
    `The signed content type is ${type ?? 'unreadable'}, that of the structure is ${eContentType}.`,
  );
}

/** RFC 5652 11.4: a counter-signature has none. */
function noContentType(signed: readonly CmsAttribute[]): FormatFinding {
  if (!signed.some((one) => one.oid === ATTRIBUTE.contentType)) return holds('content-type');
  return broken(
    'content-type',
    'CMS_COUNTER_SIGNATURE_TYPED',
    'The counter-signature has a content type, as signatures over content have.',
  );
}

function messageDigest(signed: readonly CmsAttribute[] | undefined, signer: SignerInfo): FormatFinding {
  const count = valuesOf(signed, ATTRIBUTE.messageDigest).length;
  const value = singleValueOf(signed, ATTRIBUTE.messageDigest);
  if (value === undefined) {
    const state = count === 0 ? 'is absent' : 'stands there more than once';
    return broken('message-digest-attribute', 'CMS_MESSAGE_DIGEST_NOT_SINGLE', `The message-digest attribute ${state}.`);
  }
  const algorithm = digestAlgorithmOf(signer.digestAlgorithm.oid);
  const digest = readValue(value, readOctetString);
  if (digest && (algorithm === undefined || digest.length === digestLength(algorithm))) return holds('message-digest-attribute');
  return broken('message-digest-attribute', 'CMS_MESSAGE_DIGEST_LENGTH', 'The message digest is not as long as its algorithm makes it.');
}

/** RFC 5652 5.1, 5.3; RFC 6211: one digest algorithm throughout, so that none can be swapped for a weaker one. */
function algorithms(signedData: SignedData | undefined, signer: SignerInfo): FormatFinding {
  const { digestAlgorithm, signatureAlgorithm } = signer;
  const wanted = digestAlgorithmOf(digestAlgorithm.oid);
  if (signedData && !signedData.digestAlgorithms.some((one) => one.oid === digestAlgorithm.oid)) {
    return broken(
      'algorithms-consistent',
      'CMS_DIGEST_ALGORITHM_NOT_LISTED',
      `The digest algorithm ${wanted ?? digestAlgorithm.oid} is not in the list of digest algorithms.`,
    );
  }
  const signature = readSignatureAlgorithm(signatureAlgorithm, wanted);
  if (signature.ok && signature.value.digest !== undefined && wanted !== undefined && signature.value.digest !== wanted) {
    return broken(
      'algorithms-consistent',
      'CMS_DIGEST_ALGORITHM_MISMATCH',
      `The attributes are hashed with ${signature.value.digest}, the content with ${wanted}.`,
    );
  }
  return protectedAlgorithms(signer)
    ? holds('algorithms-consistent')
    : broken(
        'algorithms-consistent',
        'CMS_ALGORITHM_PROTECTION_MISMATCH',
        'The signed list of algorithms (RFC 6211) names others than those in use.',
      );
}

/** Whether cms-algorithm-protection, where present, names the algorithms in use. */
function protectedAlgorithms({ signedAttributes, digestAlgorithm, signatureAlgorithm }: SignerInfo): boolean {
  const values = valuesOf(signedAttributes, ATTRIBUTE.algorithmProtection);
  if (values.length === 0) return true;
  const named = readValue(singleValueOf(signedAttributes, ATTRIBUTE.algorithmProtection), (node) => {
    const [digest, ...rest] = node.children();
    const signature = rest.find((one) => one.tag === context(1));
    if (!digest || !signature) return undefined;
    const untagged = Uint8Array.from(signature.raw);
    untagged[0] = 0x30;
    return { digest: readAlgorithmIdentifier(digest).oid, signature: readAlgorithmIdentifier(readDer(untagged, { rules: 'ber' })) };
  });
  if (!named) return false;
  const { oid, parameters } = signatureAlgorithm;
  const same = named.signature.parameters === undefined || parameters === undefined || equalBytes(named.signature.parameters, parameters);
  return named.digest === digestAlgorithm.oid && named.signature.oid === oid && same;
}
