import type { XmlElement } from '../element.js';
import { XmlError } from '../errors.js';
import { DS, XADES } from './names.js';
import { base64Of } from './read.js';
import type { SigningCertificateReference, XadesSignedProperties, XmlSignature } from './types.js';

/**
 * The XAdES signed properties of a signature (EN 319 132-1 4.3): one QualifyingProperties in one Object, whose Target is
 * this very signature. undefined where there are none; `XmlError` XADES_STRUCTURE where they are ambiguous or another signature's.
 */
export function readSignedProperties(signature: XmlSignature): XadesSignedProperties | undefined {
  const qualifying = signature.objects.flatMap((object) => object.all('QualifyingProperties', XADES));
  const [properties, ...others] = qualifying;
  if (properties === undefined) return undefined;
  if (others.length > 0) throw broken('There is more than one QualifyingProperties.');
  if (signature.id === undefined || properties.attribute('Target') !== `#${signature.id}`) {
    throw broken('The qualifying properties name another signature as their target.');
  }
  const [element, ...more] = properties.all('SignedProperties', XADES);
  if (element === undefined || more.length > 0) throw broken('There is not exactly one SignedProperties.');
  const [group, ...groups] = element.all('SignedSignatureProperties', XADES);
  if (groups.length > 0) throw broken('There is more than one SignedSignatureProperties.');
  const has = (...names: string[]) => names.some((name) => group?.first(name, XADES) !== undefined);
  return {
    element,
    signingTime: group?.first('SigningTime', XADES)?.text.trim(),
    signingCertificate: group && readSigningCertificate(group),
    hasSignaturePolicy: has('SignaturePolicyIdentifier'),
    hasProductionPlace: has('SignatureProductionPlace', 'SignatureProductionPlaceV2'),
    hasSignerRole: has('SignerRole', 'SignerRoleV2'),
  };
}

function readSigningCertificate(group: XmlElement): XadesSignedProperties['signingCertificate'] {
  const first = group.all('SigningCertificate', XADES);
  const second = group.all('SigningCertificateV2', XADES);
  const [element, ...others] = [...second, ...first];
  if (element === undefined) return undefined;
  if (others.length > 0) throw broken('There is more than one reference to the signing certificate.');
  return { version: second.length > 0 ? 2 : 1, references: element.all('Cert', XADES).map(readCertDigest) };
}

function readCertDigest(cert: XmlElement): SigningCertificateReference {
  const [digest, ...others] = cert.all('CertDigest', XADES);
  const digestMethod = digest?.first('DigestMethod', DS)?.attribute('Algorithm');
  const [value, ...values] = digest?.all('DigestValue', DS) ?? [];
  if (digestMethod === undefined || value === undefined || others.length + values.length > 0) {
    throw broken('A reference to the signing certificate has no digest, or several.');
  }
  return { digestMethod, digestValue: base64Of(value, 'XADES_STRUCTURE') };
}

function broken(message: string): XmlError {
  return new XmlError('XADES_STRUCTURE', message);
}
