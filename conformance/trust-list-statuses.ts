import type { ProcessStatus } from '@sigillum/tsl';

/** The way from what is trusted to the signer of a list: a publication of the Official Journal, or a pointer in a list of the lists. */
export type Way =
  | 'OJ 2016'
  | 'OJ 2019'
  | 'OJ 2026'
  | 'test OJ 1'
  | 'test OJ 2'
  | 'own signer, OJ 2019' // a publication that names whoever signed
  | 'LOTL 2023'
  | 'LOTL 2026'
  | 'MRA LOTL'
  | 'own signer'; // a pointer that names whoever signed

type Row = readonly [file: string, way: Way, process: ProcessStatus, ...codes: string[]];

const NO_OJ = ['PROCESS_FAILED', 'LOTL_VERIFICATION_FAILED', 'OJEU_LOCATION_INPUT_NOT_MATCHING_OJEU_LOCATION_IN_LOTL'] as const;
const LOTL_PASSED = ['PROCESS_PASSED', 'LOTL_VERIFICATION_PASSED'] as const;
const LOTL_FAILED = ['PROCESS_FAILED', 'LOTL_VERIFICATION_FAILED'] as const;
const LOTL_SIGNATURE = [...LOTL_FAILED, 'LOTL_SIGNATURE_VERIFICATION_FAILED'] as const;
const NEW_OJ = ['PROCESS_PASSED_WITH_WARNING', 'LOTL_VERIFICATION_PASSED', 'WARNING_OJEU_LOCATION_CHANGED'] as const;
const PASSED = ['PROCESS_PASSED', 'EUTL_VERIFICATION_PASSED'] as const;
const FAILED = ['PROCESS_FAILED', 'EUTL_VERIFICATION_FAILED'] as const;
const SIGNATURE = [...FAILED, 'EUTL_SIGNATURE_VERIFICATION_FAILED'] as const;
const STRANGER = [...FAILED, 'EUTLSO_SIGNER_CERT_NOT_AUTHENTICATED_BY_LOTL'] as const;

/**
 * Process status and codes of TS 119 615 (codes of this project after them) for every list of the corpus that is altered,
 * later, older or a pivot, one day after its issue. The way says which signers are trusted.
 */
export const EXPECTED: readonly Row[] = [
  // signed by the Commission; two journals, and a new one takes the place of a chain of pivots
  ['later/EU-lotl-before-reanchoring.xml', 'OJ 2019', ...LOTL_PASSED],
  ['later/EU-lotl-before-reanchoring.xml', 'OJ 2026', ...NO_OJ],
  ['later/EU-lotl-pivot-335.xml', 'OJ 2019', ...LOTL_PASSED],
  ['later/EU-lotl-pivot-341.xml', 'OJ 2019', ...LOTL_PASSED],
  ['later/EU-lotl.xml', 'OJ 2026', ...LOTL_PASSED],
  ['later/EU-lotl.xml', 'OJ 2019', ...LOTL_FAILED, 'PIVOT_1_NOT_AVAILABLE'],
  ['later/BE-v6.xml', 'LOTL 2026', ...PASSED],
  ['later/BE-v6.xml', 'LOTL 2023', ...STRANGER],
  ['later/EE.xml', 'LOTL 2026', ...PASSED],

  // format version 4 is of the time before the Regulation
  ['older/DE.xml', 'LOTL 2023', ...STRANGER],
  ['older/DE.xml', 'own signer', ...FAILED, 'TL_VERSION_UNSUPPORTED'],
  // pivots under the journal of 2016, of which one in between is missing
  ['older/EU-lotl-pivot-191.xml', 'OJ 2019', ...NO_OJ],
  ['older/EU-lotl-pivot-191.xml', 'OJ 2016', ...LOTL_FAILED, 'PIVOT_2_NOT_AVAILABLE'],
  ['older/EU-lotl-pivot-247.xml', 'OJ 2019', ...NO_OJ],
  ['older/EU-lotl-pivot-247.xml', 'OJ 2016', ...LOTL_FAILED, 'PIVOT_2_NOT_AVAILABLE'],

  // a synthetic chain: journal 1, three pivots, journal 2, two pivots, and a list that has forgotten journal 1
  ['pivots/lotl_test_loc_01.xml', 'test OJ 1', ...LOTL_PASSED],
  ['pivots/lotl_test_OJ_1_pivot_01.xml', 'test OJ 1', ...LOTL_PASSED],
  ['pivots/lotl_test_OJ_1_pivot_02.xml', 'test OJ 1', ...LOTL_PASSED],
  ['pivots/lotl_test_OJ_1_pivot_03.xml', 'test OJ 1', ...LOTL_PASSED],
  ['pivots/lotl_test_OJ_1_pivot_03.xml', 'test OJ 2', ...NO_OJ],
  ['pivots/lotl_test_OJ_1_pivot_03.xml', 'OJ 2019', ...LOTL_FAILED, 'PIVOT_3_SIGNER_CERT_NOT_AUTHENTICATED_BY_OJEU'],
  ['pivots/lotl_test_OJ_2_pivot_01.xml', 'test OJ 1', ...NEW_OJ],
  ['pivots/lotl_test_OJ_2_pivot_01.xml', 'test OJ 2', ...LOTL_PASSED],
  ['pivots/lotl_test_OJ_2_pivot_02.xml', 'test OJ 1', ...NEW_OJ],
  ['pivots/lotl_test_OJ_2_pivot_02.xml', 'test OJ 2', ...LOTL_PASSED],
  ['pivots/lotl_test_OJ-2_reset_pivot.xml', 'test OJ 1', ...NO_OJ],
  ['pivots/lotl_test_OJ-2_reset_pivot.xml', 'test OJ 2', ...LOTL_PASSED],

  // lists of the lists: no signature, a broken one, not readable, or nothing wrong
  ['variants/eu-lotl_xml-directive-removed.xml', 'OJ 2019', ...LOTL_PASSED],
  ['variants/eu-lotl-broken-sig.xml', 'OJ 2019', ...LOTL_SIGNATURE, 'TL_SIGNATURE_DIGEST_MISMATCH'],
  ['variants/eu-lotl-no-sig.xml', 'OJ 2019', ...LOTL_SIGNATURE, 'TL_SIGNATURE_MISSING'],
  ['variants/eu-lotl-no-tl-version.xml', 'OJ 2019', ...LOTL_FAILED, 'TL_STRUCTURE', 'TL_SIGNATURE_DIGEST_MISMATCH'],
  ['variants/eu-lotl-not-parseable.xml', 'OJ 2019', ...LOTL_FAILED, 'XML_UNREADABLE'],
  ['variants/peru-lotl.xml', 'OJ 2019', ...LOTL_FAILED, 'TL_VERSION_UNSUPPORTED'],
  ['variants/tl_pivot_191_mp_broken-sig.xml', 'OJ 2016', ...LOTL_SIGNATURE, 'TL_SIGNATURE_DIGEST_MISMATCH'],
  ['variants/tl_pivot_247_mp_missing-pivot.xml', 'OJ 2016', ...LOTL_SIGNATURE, 'TL_SIGNATURE_DIGEST_MISMATCH'],
  ['variants/tl_pivot_247_mp_with-bom.xml', 'OJ 2016', ...LOTL_FAILED, 'PIVOT_2_NOT_AVAILABLE'],
  ['variants/mra-lotl.xml', 'OJ 2019', ...LOTL_FAILED, 'PIVOT_0_SIGNER_CERT_NOT_AUTHENTICATED_BY_OJEU'],
  ['variants/mra-lotl.xml', 'own signer, OJ 2019', ...LOTL_FAILED, 'LOTL_SIGNER_CERT_NOT_AUTHENTICATED_BY_LOTL'],

  // national lists altered after signing, signed twice, or not at all
  ['variants/CZ_broken-sig.xml', 'LOTL 2023', ...SIGNATURE, 'TL_SIGNATURE_DIGEST_MISMATCH'],
  ['variants/CZ_two-sigs.xml', 'LOTL 2023', ...SIGNATURE, 'TL_SIGNATURE_SEVERAL'],
  ['variants/CZ_empty.xml', 'LOTL 2023', ...FAILED, 'XML_UNREADABLE'],
  ['variants/fi-v6-no-service-information.xml', 'LOTL 2023', ...SIGNATURE, 'TL_SIGNATURE_DIGEST_MISMATCH'],
  ['variants/fi-v6-no-tsp-information.xml', 'LOTL 2023', ...SIGNATURE, 'TL_SIGNATURE_DIGEST_MISMATCH'],
  ['variants/fr-65-docusign.xml', 'LOTL 2023', ...SIGNATURE, 'TL_SIGNATURE_DIGEST_MISMATCH'],
  ['variants/sk-tl-altered-trust-service.xml', 'LOTL 2023', ...SIGNATURE, 'TL_SIGNATURE_DIGEST_MISMATCH'],
  ['variants/tsl-sk-minimal-dss-1911.xml', 'LOTL 2023', ...SIGNATURE, 'TL_SIGNATURE_DIGEST_MISMATCH'],
  ['variants/tl-empty.xml', 'own signer', ...SIGNATURE, 'TL_SIGNATURE_MISSING'],
  ['variants/tl-empty-with-identifier.xml', 'own signer', ...SIGNATURE, 'TL_SIGNATURE_MISSING'],

  // well signed, by the operator or by somebody else
  ['variants/fi-v5.xml', 'LOTL 2023', ...PASSED],
  ['variants/fi-v5-invalid.xml', 'LOTL 2023', ...STRANGER],
  ['variants/fi-v5-sig-cert-v2.xml', 'LOTL 2023', ...STRANGER],
  ['variants/fi-v6.xml', 'LOTL 2023', ...STRANGER],
  ['variants/fi-v6-no-supply-points-type.xml', 'LOTL 2023', ...STRANGER],
  ['variants/fi-v6-sig-cert.xml', 'LOTL 2023', ...STRANGER],
  ['variants/dk_tl-sn21.xml', 'LOTL 2023', ...STRANGER],
  ['variants/dk_tl-sn21.xml', 'own signer', ...PASSED],
  ['variants/fi-v5-sig-cert-v2.xml', 'own signer', ...PASSED],
  ['variants/fi-v6.xml', 'own signer', ...PASSED],
  ['variants/fi-v6-no-supply-points-type.xml', 'own signer', ...PASSED],
  [
    'variants/fi-v6-sig-cert.xml',
    'own signer',
    'PROCESS_PASSED_WITH_WARNING',
    'EUTL_VERIFICATION_PASSED',
    'WARNING_TL_SIGNING_CERTIFICATE_V1_IN_VERSION_6',
  ],

  // other countries and other systems
  ['variants/mra-zz-tl.xml', 'MRA LOTL', ...STRANGER],
  ['variants/mra-zz-tl.xml', 'own signer', ...PASSED],
  ['variants/tl-ecdsa-brainpool.xml', 'own signer', ...FAILED, 'TL_VERSION_UNSUPPORTED'],
  ['variants/tsl-pe.xml', 'own signer', ...SIGNATURE, 'TL_SIGNATURE_REFERENCES'],
];
