import type { SimpleSignature } from '@sigillum/reports';
import { ForeignText } from '../wording/foreign-text.js';
import { Moment } from '../wording/moment.js';
import { countryWords } from '../wording/words.js';

/** What the signature is by the trusted lists, unless the verdict has said it, and the entry that made it so. */
export function Qualification({ signature, said }: { readonly signature: SimpleSignature; readonly said: readonly string[] }) {
  const { qualificationMeaning, qualification, listEntry } = signature;
  const repeats = qualification === 'NA' || said.some((sentence) => sentence.startsWith(qualificationMeaning));
  if (repeats && listEntry === null) return null;
  return (
    <>
      <h4>By the trusted lists</h4>
      {!repeats && <p>{qualificationMeaning}</p>}
      {listEntry && (
        <dl>
          <dt>List of</dt>
          <dd>
            <ForeignText>{countryWords(listEntry.territory)}</ForeignText>
          </dd>
          <dt>Provider</dt>
          <dd>
            <ForeignText>{listEntry.provider || 'without a name'}</ForeignText>
          </dd>
          <dt>Service</dt>
          <dd>
            <ForeignText>{listEntry.service || 'without a name'}</ForeignText>
          </dd>
          <dt>Status</dt>
          <dd>
            <ForeignText>{listEntry.status}</ForeignText> since <Moment time={listEntry.since} />
          </dd>
        </dl>
      )}
    </>
  );
}
