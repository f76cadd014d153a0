import { toRfc3339 } from '@sigillum/encoding';

import type { TestAgreement, TestEquivalence } from './list-content.js';
import { element, textElement } from './xml-text.js';

const ROOT = 'http://uri.etsi.org/TrstSvc';
const INFORMATION = `${ROOT}/TrustedList/SvcInfoExt/`;
const STATUS = `${ROOT}/TrustedList/Svcstatus/`;
const CONTEXT = 'http://ec.europa.eu/tools/lotl/mra/';
const MRA = { 'xmlns:mra': `${CONTEXT}schema/v2#` };
const SIE = { 'xmlns:sie': `${ROOT}/SvcInfoExt/eSigDir-1999-93-EC-TrustedList/#` };
const XADES = { 'xmlns:xades': 'http://uri.etsi.org/01903/v1.3.2#' };
const COMPLIANCE = '0.4.0.1862.1.1';
const [TYPE, LEGISLATION, DEVICE] = ['0.4.0.1862.1.6', '0.4.0.1862.1.7', '0.4.0.1862.1.4'];

/** The MutualRecognitionAgreementInformation of a pointer: a country whose terms are the EU's under its own address. */
export function writeAgreement({ law, address, equivalences, garbled }: TestAgreement): string {
  const [current, ...history] = equivalences;
  if (current === undefined) throw new Error('an agreement about nothing');
  const instances = history.map((one) => element('mra:TrustServiceEquivalenceHistoryInstance', {}, ...writeEquivalence(one, law, address)));
  return element(
    'mra:MutualRecognitionAgreementInformation',
    { ...MRA, MRADepth: '1', version: '2' },
    element(
      'mra:TrustServiceEquivalenceInformation',
      {},
      ...(garbled === true ? [] : [textElement('mra:TrustServiceLegalIdentifier', 'QCForESig')]),
      ...writeEquivalence(current, law, address),
      ...(instances.length > 0 ? [element('mra:TrustServiceEquivalenceHistory', {}, ...instances)] : []),
    ),
  );
}

function writeEquivalence({ status, since }: TestEquivalence, law: string, address: string): string[] {
  const qualifiers = ['QCWithQSCD', 'QCForESig', 'NotQualified'].map((name) =>
    element(
      'mra:QualifierEquivalence',
      {},
      element('mra:QualifierPointingParty', { uri: `${INFORMATION}${name}` }),
      element('mra:QualifierPointedParty', { uri: `${address}${name}` }),
    ),
  );
  const kind = (party: string, type: string, information = '') =>
    element(
      `mra:TrustServiceTSLTypeList${party}Party`,
      {},
      element('mra:TrustServiceTSLType', {}, textElement('ServiceTypeIdentifier', type), information),
    );
  return [
    element(
      'mra:TrustServiceTSLTypeEquivalenceList',
      {},
      kind(
        'Pointing',
        `${ROOT}/Svctype/CA/QC`,
        element('AdditionalServiceInformation', {}, textElement('URI', `${INFORMATION}ForeSignatures`)),
      ),
      kind('Pointed', `${address}CA/QC`),
    ),
    textElement('mra:TrustServiceEquivalenceStatus', `${CONTEXT}${status}`),
    textElement('mra:TrustServiceEquivalenceStatusStartingTime', toRfc3339(since)),
    element(
      'mra:TrustServiceTSLStatusEquivalenceList',
      {},
      statuses('Valid', 'granted', address),
      statuses('Invalid', 'withdrawn', address),
    ),
    element(
      'mra:CertificateContentReferencesEquivalenceList',
      {},
      content('QcCompliance', [[COMPLIANCE]], [[COMPLIANCE], [LEGISLATION, textElement('mra:QcCClegislation', law)]]),
      content('QcType', [[TYPE, type(`${TYPE}.1`)]], [[TYPE, type(`${TYPE}.1`)]]),
      content('QcQSCD', [[DEVICE]], [[DEVICE]]),
    ),
    element('mra:TrustServiceTSLQualificationExtensionEquivalenceList', {}, element('mra:QualifierEquivalenceList', {}, ...qualifiers)),
  ];
}

function statuses(kind: string, name: string, address: string): string {
  return element(
    `mra:TrustServiceTSLStatus${kind}Equivalence`,
    {},
    element('mra:TrustServiceTSLStatusListPointingParty', {}, textElement('ServiceStatus', `${STATUS}${name}`)),
    element('mra:TrustServiceTSLStatusListPointedParty', {}, textElement('ServiceStatus', `${address}${name}`)),
  );
}

type Statement = readonly [oid: string | undefined, info?: string];

function content(context: string, ours: readonly Statement[], theirs: readonly Statement[]): string {
  const party = (name: string, asked: readonly Statement[]) =>
    element(
      `mra:CertificateContentDeclaration${name}Party`,
      { assert: 'all' },
      element('sie:otherCriteriaList', SIE, element('mra:QcStatementSet', {}, ...asked.map(statement))),
    );
  return element(
    'mra:CertificateContentReferenceEquivalence',
    {},
    textElement('mra:CertificateContentReferenceEquivalenceContext', `${CONTEXT}${context}`),
    party('Pointing', ours),
    party('Pointed', theirs),
  );
}

function statement([oid = '', info]: Statement): string {
  const said = info === undefined ? [] : [element('mra:QcStatementInfo', {}, info)];
  return element('mra:QcStatement', {}, element('mra:QcStatementId', {}, identifier(oid)), ...said);
}

function type(oid: string): string {
  return element('mra:QcType', {}, identifier(oid));
}

function identifier(oid: string): string {
  return textElement('xades:Identifier', `urn:oid:${oid}`, { ...XADES, Qualifier: 'OIDAsURN' });
}
