import type { XmlElement } from '@sigillum/containers/xml';
import type { Instant } from '@sigillum/encoding';

import { TslError } from '../errors.js';
import { readCriteria } from '../read/criteria.js';
import { broken, instantOf, one, optional, textOf, TSL } from '../read/values.js';
import type { ServiceEquivalence, ServiceKind } from '../types.js';

const MRA = 'http://ec.europa.eu/tools/lotl/mra/schema/v2#';
const ENACTED = 'http://ec.europa.eu/tools/lotl/mra/enacted';

/**
 * The agreement in a pointer to a third country's list (MutualRecognitionAgreementInformation, version 2): what of that list counts as what in the EU, and when. One that
 * can't be read recognises nothing; the list of the lists stands all the same.
 */
export function readAgreement(element: XmlElement): readonly ServiceEquivalence[] {
  try {
    return element.all('TrustServiceEquivalenceInformation', MRA).flatMap(readService);
  } catch (error) {
    if (!(error instanceof TslError)) throw error;
    return [];
  }
}

/** The equivalence in force and those before it, newest first. */
function readService(element: XmlElement): ServiceEquivalence[] {
  const service = textOf(one(element, 'TrustServiceLegalIdentifier', MRA));
  const history = element
    .all('TrustServiceEquivalenceHistory', MRA)
    .flatMap((part) => part.all('TrustServiceEquivalenceHistoryInstance', MRA));
  const all = [element, ...history].map((text) => ({ text, from: instantOf(one(text, 'TrustServiceEquivalenceStatusStartingTime', MRA)) }));
  all.sort((a, b) => b.from - a.from);
  return all.map(({ text, from }, index) => readText(service, text, from, all[index - 1]?.from));
}

function readText(service: string, element: XmlElement, from: Instant, until: Instant | undefined): ServiceEquivalence {
  const types = one(element, 'TrustServiceTSLTypeEquivalenceList', MRA);
  const [ours, ...others] = kindsIn(one(types, 'TrustServiceTSLTypeListPointingParty', MRA));
  if (ours === undefined || others.length > 0) throw broken('An equivalence has to name one kind of service of the EU.');
  const statuses = one(element, 'TrustServiceTSLStatusEquivalenceList', MRA);
  const content = optional(element, 'CertificateContentReferencesEquivalenceList', MRA);
  const qualifiers = optional(element, 'TrustServiceTSLQualificationExtensionEquivalenceList', MRA);
  return {
    service,
    enacted: textOf(one(element, 'TrustServiceEquivalenceStatus', MRA)) === ENACTED,
    from,
    ...(until !== undefined && { until }),
    ours,
    theirs: kindsIn(one(types, 'TrustServiceTSLTypeListPointedParty', MRA)),
    statuses: ['Valid', 'Invalid'].map((kind) => readStatuses(one(statuses, `TrustServiceTSLStatus${kind}Equivalence`, MRA))),
    qualifiers: qualifiers === undefined ? [] : readQualifiers(qualifiers),
    content: (content?.all('CertificateContentReferenceEquivalence', MRA) ?? []).map((reference) => ({
      context: textOf(one(reference, 'CertificateContentReferenceEquivalenceContext', MRA)),
      ours: readCriteria(one(reference, 'CertificateContentDeclarationPointingParty', MRA)),
      theirs: readCriteria(one(reference, 'CertificateContentDeclarationPointedParty', MRA)),
    })),
  };
}

function kindsIn(element: XmlElement): ServiceKind[] {
  return element.all('TrustServiceTSLType', MRA).map((kind) => ({
    type: textOf(one(kind, 'ServiceTypeIdentifier')),
    information: kind.all('AdditionalServiceInformation', TSL).map((information) => textOf(one(information, 'URI'))),
  }));
}

function readStatuses(element: XmlElement): ServiceEquivalence['statuses'][number] {
  const [ours, theirs] = ['Pointing', 'Pointed'].map((party) =>
    one(element, `TrustServiceTSLStatusList${party}Party`, MRA).all('ServiceStatus', TSL).map(textOf),
  );
  const [status] = ours ?? [];
  if (status === undefined) throw broken('An equivalence of statuses names none of the EU.');
  return { ours: status, theirs: theirs ?? [] };
}

function readQualifiers(element: XmlElement): ServiceEquivalence['qualifiers'] {
  const pairs = element.all('QualifierEquivalenceList', MRA).flatMap((list) => list.all('QualifierEquivalence', MRA));
  const uri = (pair: XmlElement, party: string) => one(pair, `Qualifier${party}Party`, MRA).attribute('uri') ?? '';
  return pairs.map((pair) => ({ ours: uri(pair, 'Pointing'), theirs: uri(pair, 'Pointed') }));
}
