import { CodedError } from '@sigillum/encoding';

/** The command line is not one that the command understands; the message says what to change. */
export class UsageError extends CodedError<'USAGE'> {
  constructor(message: string) {
    super('USAGE', message);
  }
}

/** Lines of 100 columns at most. */
export const HELP = `sigillum: what is a signed document worth?

  sigillum validate [options] FILE... | DIR | - the verdict on every signature
  sigillum certificate [options] FILE...        the verdict on certificates; are they qualified?
  sigillum inspect [--json] FILE                revisions, fields, certificates and more, as a tree
  sigillum replay [options] FILE                the verdict again, out of saved evidence, no network
  sigillum trust ACTION [options]               the EU trusted lists (actions below)
  sigillum policy list | show [--json] NAME|FILE | diff A B | check FILE...
                                                the validation policies, and files that change one
  sigillum explain [CODE]                       what a code of a report means, and what to do
  sigillum help | version

Options of validate
  --detached FILE          what a detached time-stamp covers (repeatable)
  --batch FILE             JSON lines, one document each:
                           {"file": "…", "detached": [{"file": "…"}]}
  --at TIME                validate as of this moment (2026-03-01T12:00:00Z); default now
  --offline                touch no network; what is missing is reported as missing
  --anchors PATH           trust these certificates (file or folder, PEM or DER, repeatable);
                           trust without qualification
  --certificates PATH      further certificates, CRLs, OCSP responses; trusted for nothing
                           (repeatable)
  --policy NAME|FILE       ts-119-172-4 (default), en-319-102-1, dss-compatible or a file
                           (repeatable: one verdict each)
  --require LEVEL          qes, adesqc or ades: exit 5 where a genuine signature or seal is less
  --report LIST --out DIR  write reports into DIR: text, simple, detailed (JSON), etsi (XML);
                           several with commas between
  --save-evidence FILE     all that the verdict was drawn from, for sigillum replay; one document
  --json | --ndjson        one object, or one line a document, on standard output
  --workers N              worker threads of a batch; default all cores
  --max-bytes N            refuse larger documents; standard input is taken up to 1 GiB

Options on trusted lists; without any, those of the last refresh
  --trust-lists DIR        saved lists: EU-lotl*.xml, EU-lotl-pivot-N.xml, TT-N.xml
  --lotl-anchors PATH      with --trust-lists: the certificates of the Official Journal that
                           authenticate the list of the lists, or a file of trust-lists/
  --oj-url URL             their announcement, where the file does not name it
  --trust-snapshot ID      the stored lists of an earlier time
  --no-trust-lists         use no EU trusted list

Options of certificate: --at, --offline, --anchors, --certificates, --policy, --json, --ndjson and
those on trusted lists. Of several certificates in a file the first is judged.
  --tls-binding FILE       with --tls-certificate FILE: whether a 2-QWAC vouches for this TLS
                           certificate (TS 119 411-5); exit 1 where it does not

Options of replay: --at, --policy ask the same evidence anew; --report, --out, --json, --ndjson

Actions of trust; all take --json, those marked * the options on trusted lists, those marked + --at
  refresh                  download the lists and bring them into use
  show [COUNTRY]       * + all lists, or what stands in that of one country (EE)
  find CERT|NAME       * + the services that a certificate (a file) or a name leads to
  snapshot             *   the lists in use, and the earlier ones that are stored
  diff A B                 what changed: ids of snapshots, or folders with --lotl-anchors, --oj-url
  anchors                  whose signatures the list of the lists is believed for
  anchors stage FILE       lay other anchors in, without effect
  anchors accept ID        bring them into effect
Lists are stored in the folder SIGILLUM_DATA, else in sigillum of XDG_DATA_HOME or ~/.local/share.

Exit status
  0  every signature meets the requirement   5  genuine, but below --require
  1  a signature is proven bad               6  undecided: needed lists are missing or stale
  2  wrong usage, or output not writable     7  input unreadable, encrypted or over a limit
  3  cannot be decided                       8  a remote service failed
  4  no signature found                      130  interrupted, or nobody reads the output any more
Of several documents the worst counts, in the order 2, 1, 7, 6, 8, 3, 5, 4. With --no-trust-lists
6 becomes 3. With --require a bare time-stamp is no signature. Seals count as signatures do.
`;
