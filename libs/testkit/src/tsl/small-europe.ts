import type { Instant } from '@sigillum/encoding';

import { type Authority, createAuthority } from '../pki/authority.js';
import type { TestAgreement, TestList, TestPointer, TestProvider } from './list-content.js';
import { signTrustedList, type SignListOptions } from './sign-list.js';
import { writeTrustedList } from './write-list.js';

export interface EuropeFile {
  /** As saved in a folder: `EU-lotl.xml`, `XA-7.xml`. */
  readonly name: string;
  /** The address that pointers give. */
  readonly location: string;
  readonly bytes: Uint8Array;
  readonly territory?: string;
}

export interface TestCountry {
  readonly territory: string;
  readonly providers: readonly TestProvider[];
  readonly sequenceNumber?: number;
  readonly nextUpdate?: Instant | null;
  readonly version?: number;
  readonly signing?: SignListOptions;
  /** It is a third country. */
  readonly agreement?: TestAgreement;
}

export interface EuropeOptions {
  readonly countries: readonly TestCountry[];
  /** Changes of the signer of the list of the lists since the publication; each has left a pivot. */
  readonly pivots?: number;
  readonly issued?: Instant;
  readonly nextUpdate?: Instant;
  readonly sequenceNumber?: number;
  /** Where all lists are, without a slash at the end; `https://lists.example` unless said otherwise. */
  readonly home?: string;
  /** What all names say that it is; a `test` unless given. */
  readonly purpose?: string;
  /** The address of the publication. */
  readonly ojUrl?: string;
  /** Signers and operators of an earlier one, so that both can be held against each other. */
  readonly like?: SmallEurope;
}

/** A list of the lists with its pivots, national lists, and everybody who signs them. Made anew in each run. */
export interface SmallEurope {
  readonly ojUrl: string;
  readonly lotlUrl: string;
  /** Certificates that the publication announces. */
  readonly anchors: readonly Uint8Array[];
  readonly lotl: EuropeFile;
  /** The newest first, as the list of the lists names them. */
  readonly pivots: readonly EuropeFile[];
  readonly lists: readonly EuropeFile[];
  /** Signers of the list of the lists: the first is in the publication, the last signs now. */
  readonly lotlSigners: readonly Authority[];
  readonly operators: ReadonlyMap<string, Authority>;
}

const HOME = 'https://lists.example';
const OJ_URL = 'https://journal.example/C/2026/1';
export const EUROPE_ISSUED: Instant = Date.UTC(2026, 5, 1);
export const EUROPE_NEXT_UPDATE: Instant = Date.UTC(2026, 11, 1);

/** Makes a whole small Europe. */
export function createSmallEurope(options: EuropeOptions): SmallEurope {
  const changes = options.pivots ?? 0;
  const home = options.home ?? HOME;
  const lotlUrl = `${home}/eu-lotl.xml`;
  const { ojUrl = OJ_URL, purpose = 'test' } = options;
  const newSigner = (commonName: string): Authority => createAuthority({ name: `CN=${commonName}, O=Sigillum ${purpose} lists, C=XX` });
  const lotlSigners = options.like?.lotlSigners ?? Array.from({ length: changes + 1 }, (_, i) => newSigner(`List of the lists ${i + 1}`));
  const operators = new Map(
    options.countries.map(({ territory }) => [territory, options.like?.operators.get(territory) ?? newSigner(`Operator of ${territory}`)]),
  );
  const pointers = options.countries.map(({ territory, agreement }): TestPointer => ({
    location: locationOf(home, territory),
    territory,
    certificates: certificatesOf(operators.get(territory)),
    ...(agreement && { agreement }),
  }));
  const locations = Array.from({ length: changes }, (_, i) => `${home}/eu-lotl-pivot-${10 + i}.xml`).reverse();
  const write = (generation: number, sequenceNumber: number, uris: readonly string[], signer: Authority | undefined) => {
    const own = { location: lotlUrl, territory: 'EU', certificates: certificatesOf(lotlSigners[generation]), listOfLists: true };
    return signed(
      { ...frame(options, 'EU'), sequenceNumber, listOfLists: true, schemeInformationUris: uris, pointers: [own, ...pointers] },
      signer,
    );
  };
  // a pivot announces the next signer and is signed by the one before (TS 119 615 4.1)
  const pivots = locations.map((location, index): EuropeFile => {
    const generation = changes - index;
    const bytes = write(generation, 9 + generation, [...locations.slice(index), ojUrl], lotlSigners[generation - 1]);
    return { name: location.replace(/^.*\/eu/, 'EU'), location, bytes };
  });
  return {
    ojUrl,
    lotlUrl,
    anchors: certificatesOf(lotlSigners[0]),
    lotl: {
      name: 'EU-lotl.xml',
      location: lotlUrl,
      bytes: write(changes, options.sequenceNumber ?? 100, [...locations, ojUrl], lotlSigners[changes]),
    },
    pivots,
    lists: options.countries.map((country) => nationalFile(country, options, operators.get(country.territory))),
    lotlSigners,
    operators,
  };
}

function nationalFile(country: TestCountry, options: EuropeOptions, operator: Authority | undefined): EuropeFile {
  const { territory, providers, sequenceNumber = 7, nextUpdate, version, signing } = country;
  const list = {
    ...frame(options, territory),
    sequenceNumber,
    providers,
    ...(nextUpdate !== undefined && { nextUpdate }),
    ...(version !== undefined && { version }),
  };
  return {
    name: `${territory}-${sequenceNumber}.xml`,
    location: locationOf(options.home ?? HOME, territory),
    bytes: signed(list, operator, signing),
    territory,
  };
}

type Frame = Pick<TestList, 'territory' | 'issued' | 'nextUpdate' | 'purpose'>;

function frame({ issued, nextUpdate, purpose }: EuropeOptions, territory: string): Frame {
  return { territory, issued: issued ?? EUROPE_ISSUED, nextUpdate: nextUpdate ?? EUROPE_NEXT_UPDATE, ...(purpose && { purpose }) };
}

function signed(list: TestList, signer: Authority | undefined, signing?: SignListOptions): Uint8Array {
  if (signer === undefined) throw new Error('nobody signs this list');
  return signTrustedList(writeTrustedList(list), signer, signing);
}

function certificatesOf(signer: Authority | undefined): Uint8Array[] {
  return signer === undefined ? [] : [signer.certificate];
}

function locationOf(home: string, territory: string): string {
  return `${home}/${territory.toLowerCase()}-list.xml`;
}
