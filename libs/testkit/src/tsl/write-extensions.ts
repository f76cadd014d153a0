import { toRfc3339 } from '@sigillum/encoding';

import type { TestCriteria, TestQualification, TestServiceState } from './list-content.js';
import { element, textElement, uriOf } from './xml-text.js';

const INFORMATION = 'http://uri.etsi.org/TrstSvc/TrustedList/SvcInfoExt/';
const SIE = { 'xmlns:sie': 'http://uri.etsi.org/TrstSvc/SvcInfoExt/eSigDir-1999-93-EC-TrustedList/#' };
const TSLX = { 'xmlns:tslx': 'http://uri.etsi.org/02231/v2/additionaltypes#' };
const XADES = { 'xmlns:xades': 'http://uri.etsi.org/01903/v1.3.2#' };
const ENGLISH = { 'xml:lang': 'en' };

/** ServiceInformationExtensions of a state, empty where it has none. */
export function writeExtensions(state: TestServiceState): string {
  const { information = [], qualifications = [], expiredCertsRevocationInfo, takenOverBy, unknownCritical } = state;
  const extensions = [
    ...information.map((one) =>
      extension(true, element('AdditionalServiceInformation', {}, textElement('URI', `${INFORMATION}${one}`, ENGLISH))),
    ),
    ...(qualifications.length > 0 ? [extension(true, element('sie:Qualifications', SIE, ...qualifications.map(writeQualification)))] : []),
    ...(expiredCertsRevocationInfo === undefined
      ? []
      : [extension(false, textElement('ExpiredCertsRevocationInfo', toRfc3339(expiredCertsRevocationInfo)))]),
    ...(takenOverBy === undefined
      ? []
      : [
          extension(
            false,
            element(
              'tslx:TakenOverBy',
              TSLX,
              textElement('tslx:URI', 'https://providers.example/', ENGLISH),
              element('tslx:TSPName', {}, textElement('Name', takenOverBy, ENGLISH)),
            ),
          ),
        ]),
    ...(unknownCritical === true ? [extension(true, element('Unheard', {}))] : []),
  ];
  return extensions.length > 0 ? element('ServiceInformationExtensions', {}, ...extensions) : '';
}

function extension(critical: boolean, content: string): string {
  return element('Extension', { Critical: String(critical) }, content);
}

function writeQualification({ qualifiers, criteria }: TestQualification): string {
  return element(
    'sie:QualificationElement',
    {},
    element('sie:Qualifiers', {}, ...qualifiers.map((one) => element('sie:Qualifier', { uri: uriOf(INFORMATION, one) }))),
    writeCriteria(criteria),
  );
}

function writeCriteria(criteria: TestCriteria): string {
  const others = [
    ...(criteria.extendedKeyUsage ?? []).map((oids) => element('tslx:ExtendedKeyUsage', TSLX, ...identifiers('tslx:KeyPurposeId', oids))),
    ...(criteria.subjectAttributes ?? []).map((oids) =>
      element('tslx:CertSubjectDNAttribute', TSLX, ...identifiers('tslx:AttributeOID', oids)),
    ),
    ...(criteria.unknown === true ? [element('Unheard', {})] : []),
  ];
  return element(
    'sie:CriteriaList',
    { assert: criteria.assert },
    ...(criteria.keyUsage ?? []).map(writeKeyUsage),
    ...(criteria.policySets ?? []).map((oids) => element('sie:PolicySet', {}, ...identifiers('sie:PolicyIdentifier', oids))),
    ...(criteria.lists ?? []).map(writeCriteria),
    ...(others.length > 0 ? [element('sie:otherCriteriaList', {}, ...others)] : []),
  );
}

function writeKeyUsage(bits: Readonly<Record<string, boolean>>): string {
  return element(
    'sie:KeyUsage',
    {},
    ...Object.entries(bits).map(([name, value]) => textElement('sie:KeyUsageBit', String(value), { name })),
  );
}

function identifiers(name: string, oids: readonly string[]): string[] {
  return oids.map((oid) => element(name, {}, textElement('xades:Identifier', `urn:oid:${oid}`, { ...XADES, Qualifier: 'OIDAsURN' })));
}
