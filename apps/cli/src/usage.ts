import { CodedError } from '@sigillum/encoding';

/** The command line is not one that the command understands; the message says what to change. */
export class UsageError extends CodedError<'USAGE'> {
  constructor(message: string) {
    super('USAGE', message);
  }
}

export const HELP = `sigillum: what is a signed document worth?

  sigillum validate [options] FILE... | DIR | -     the verdict on every signature
  sigillum certificate [options] FILE...            the verdict on certificates, and whether they are qualified
  sigillum trust refresh | show [COUNTRY] | find CERT|NAME | snapshot | diff A B | anchors [stage FILE | accept ID]
                                                    the EU trusted lists: download, look into, compare
  sigillum inspect FILE                             revisions, fields, certificates and attributes as a tree
  sigillum replay [options] FILE                    the verdict again, out of saved evidence, without network
  sigillum policy list | show NAME | diff A B | check FILE   the validation policies, and files that change one
  sigillum explain [CODE]                           what a code of a report means, and what to do about it
  sigillum help | version

Options of validate
  --batch FILE          JSON lines, one document each: {"file": "…"}
  --at TIME             validate as of this moment (RFC 3339, e.g. 2026-03-01T12:00:00Z); default now
  --offline             touch no network; what is missing is reported as missing
  --anchors PATH        trust these certificates (file or folder, PEM or DER, repeatable); trust without qualification
  --certificates PATH   further certificates, CRLs, OCSP responses, trusted for nothing (repeatable)
  --trust-lists DIR     saved EU lists: EU-lotl*.xml, EU-lotl-pivot-N.xml, TT-N.xml
  --lotl-anchors PATH   the Official Journal's certificates that authenticate the list of the lists (a file of trust-lists/ or certificates)
  --oj-url URL          the announcement of these certificates, where the file does not name it
  --trust-snapshot ID   the stored lists of an earlier time; without any of these, those of the last \`sigillum trust refresh\`
  --no-trust-lists      use no EU trusted list
  --policy NAME|FILE    validation policy: ts-119-172-4 (default), en-319-102-1, dss-compatible or a file (repeatable: one verdict each)
  --require LEVEL       qes, adesqc or ades: exit 5 where a genuine signature or seal is less
  --report LIST --out DIR   write reports into DIR: text, simple, detailed (JSON), etsi (XML)
  --save-evidence FILE  everything the verdict was drawn from, for sigillum replay; one document
  --json | --ndjson     one object, or one line a document, on standard output
  --workers N           worker threads of a batch; default all cores
  --max-bytes N         refuse larger documents; standard input is taken up to 1 GiB

Options of certificate: --at, --offline, --anchors, --certificates, the options on trusted lists, --policy, --json, --ndjson as above
  --tls-binding FILE --tls-certificate FILE   whether a 2-QWAC vouches for this TLS certificate (TS 119 411-5); exit 1 where not

Options of trust: --at, --json, the options on trusted lists. SIGILLUM_DATA is the folder that lists are stored in

Options of replay: --at, --policy ask the same evidence anew; --report, --out, --json, --ndjson as above

Exit status
  0  every signature meets the requirement   5  genuine, but below --require
  1  a signature is proven bad               6  cannot be decided: trusted lists that are needed are missing or stale
  2  wrong usage                             7  input unreadable, encrypted or over a limit
  3  cannot be decided                       8  a remote service failed
  4  no signature found                      130  interrupted, or nobody reads the output any more
Of several documents the worst counts, in the order 2, 1, 7, 6, 8, 3, 5, 4. With --no-trust-lists 6 becomes 3. With --require a bare time-stamp
is no signature. Seals count as signatures do.
`;
