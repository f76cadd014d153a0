/** What can be made wrong on purpose in a CMS SignedData; ids of the catalogue of attacks in brackets. */
export type CmsDefect =
  | 'signed-attributes-absent' // [C01]
  | 'content-attached' // [C02]
  | 'message-digest-absent' // [C03]
  | 'message-digest-twice'
  | 'message-digest-two-values'
  | 'message-digest-length'
  | 'message-digest-wrong' // [C02]
  | 'content-type-absent' // [C04]
  | 'content-type-twice'
  | 'content-type-wrong'
  | 'signing-certificate-absent' // [C05]
  | 'signing-certificate-twice'
  | 'signing-certificate-wrong-hash'
  | 'signing-certificate-versions-disagree'
  | 'signed-attributes-ber' // [C06]
  | 'signed-attributes-unsorted'
  | 'indefinite-length'
  | 'digest-mismatch' // [C07]
  | 'digest-not-listed'
  | 'algorithm-protection-wrong'
  | 'no-signer-info' // [C14]
  | 'two-signer-infos'
  | 'signature-damaged'
  | 'trailing-bytes'; // [C17]
