import { type Instant, toBase64, toRfc3339 } from '@sigillum/encoding';

import type { TestList, TestPointer, TestProvider, TestService, TestServiceState } from './list-content.js';
import { writeExtensions } from './write-extensions.js';
import { writeAgreement } from './write-agreement.js';
import { element, textElement, uriOf } from './xml-text.js';

const TSL = 'http://uri.etsi.org/02231/v2#';
const TSLX = { 'xmlns:tslx': 'http://uri.etsi.org/02231/v2/additionaltypes#' };
const ROOT = 'http://uri.etsi.org/TrstSvc';
const TYPE = `${ROOT}/TrustedList/TSLType/EU`;
const ENGLISH = { 'xml:lang': 'en' };

/** Where the signature of a list goes. */
export const SIGNATURE_PLACE = '</TrustServiceStatusList>';

/** A list without signature, in canonical form and without XML declaration. */
export function writeTrustedList(list: TestList): string {
  const attributes = { xmlns: TSL, TSLTag: `${ROOT}/TrustedList/TSLTag` };
  const providers = (list.providers ?? []).map(writeProvider);
  return element(
    'TrustServiceStatusList',
    attributes,
    writeScheme(list),
    ...(providers.length > 0 ? [element('TrustServiceProviderList', {}, ...providers)] : []),
  );
}

function writeScheme(list: TestList): string {
  const kind = list.listOfLists === true ? 'listofthelists' : 'generic';
  const purpose = (list.purpose ?? 'test').replace(/^./, (first) => first.toUpperCase());
  const uris = list.schemeInformationUris ?? [`https://lists.example/${list.territory.toLowerCase()}`];
  return element(
    'SchemeInformation',
    {},
    textElement('TSLVersionIdentifier', String(list.version ?? 6)),
    textElement('TSLSequenceNumber', String(list.sequenceNumber)),
    textElement('TSLType', `${TYPE}${kind}`),
    element('SchemeOperatorName', {}, name(`${purpose} operator of ${list.territory}`)),
    element('SchemeName', {}, name(`${list.territory}:${purpose} list`)),
    element('SchemeInformationURI', {}, ...uris.map((uri) => textElement('URI', uri, ENGLISH))),
    textElement('StatusDeterminationApproach', `${ROOT}/TrustedList/StatusDetn/EUappropriate`),
    textElement('SchemeTerritory', list.territory),
    textElement('HistoricalInformationPeriod', '65535'),
    ...(list.pointers ? [element('PointersToOtherTSL', {}, ...list.pointers.map(writePointer))] : []),
    textElement('ListIssueDateTime', time(list.issued)),
    element('NextUpdate', {}, ...(list.nextUpdate === null ? [] : [textElement('dateTime', time(list.nextUpdate))])),
  );
}

function writePointer({ location, territory, certificates, listOfLists, agreement }: TestPointer): string {
  const other = (content: string) => element('OtherInformation', {}, content);
  return element(
    'OtherTSLPointer',
    {},
    element(
      'ServiceDigitalIdentities',
      {},
      ...certificates.map((certificate) => element('ServiceDigitalIdentity', {}, writeId(certificate))),
    ),
    textElement('TSLLocation', location),
    element(
      'AdditionalInformation',
      {},
      other(textElement('TSLType', `${TYPE}${listOfLists === true ? 'listofthelists' : 'generic'}`)),
      other(textElement('SchemeTerritory', territory)),
      other(textElement('tslx:MimeType', 'application/vnd.etsi.tsl+xml', TSLX)),
      ...(agreement ? [other(writeAgreement(agreement))] : []),
    ),
  );
}

function writeProvider({ name: called, tradeName, services }: TestProvider): string {
  return element(
    'TrustServiceProvider',
    {},
    element(
      'TSPInformation',
      {},
      element('TSPName', {}, name(called)),
      ...(tradeName === undefined ? [] : [element('TSPTradeName', {}, name(tradeName))]),
    ),
    element('TSPServices', {}, ...services.map(writeService)),
  );
}

function writeService(service: TestService): string {
  const [current, ...history] = service.states;
  if (current === undefined) throw new Error('a service without a state');
  const points = (service.supplyPoints ?? []).map((point) => textElement('ServiceSupplyPoint', point));
  const supply = points.length > 0 ? [element('ServiceSupplyPoints', {}, ...points)] : [];
  const instances = history.map((state) => element('ServiceHistoryInstance', {}, ...writeState(service, state), writeExtensions(state)));
  return element(
    'TSPService',
    {},
    element('ServiceInformation', {}, ...writeState(service, current), ...supply, writeExtensions(current)),
    ...(instances.length > 0 ? [element('ServiceHistory', {}, ...instances)] : []),
  );
}

function writeState(service: TestService, state: TestServiceState): string[] {
  return [
    textElement('ServiceTypeIdentifier', uriOf(`${ROOT}/Svctype/`, state.type ?? service.type)),
    element('ServiceName', {}, name(service.name)),
    element('ServiceDigitalIdentity', {}, ...service.certificates.map(writeId)),
    textElement('ServiceStatus', uriOf(`${ROOT}/TrustedList/Svcstatus/`, state.status)),
    textElement('StatusStartingTime', time(state.since)),
  ];
}

function writeId(certificate: Uint8Array): string {
  return element('DigitalId', {}, textElement('X509Certificate', toBase64(certificate)));
}

function name(text: string): string {
  return textElement('Name', text, ENGLISH);
}

function time(instant: Instant): string {
  return toRfc3339(instant);
}
