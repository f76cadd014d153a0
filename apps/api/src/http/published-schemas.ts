import { readFileSync } from 'node:fs';

/** The reports that have a published schema (`libs/reports/schemas`). */
const PUBLISHED = ['simple-report', 'detailed-report', 'certificate-report', 'trust-overview', 'trust-country', 'trust-look-up'] as const;
type Published = (typeof PUBLISHED)[number];

type Schema = Readonly<Record<string, unknown>>;

/** A schema of the API description, which says of a report what its published schema says. */
export function schemaOf(name: Published): { readonly $ref: string } {
  return { $ref: `#/components/schemas/${name}` };
}

/** Every published schema as a component of the API description; its parts are components of their own (`simple-report.instant`). */
export function publishedSchemas(): Readonly<Record<string, Schema>> {
  return Object.fromEntries(PUBLISHED.flatMap(componentsOf));
}

function componentsOf(name: Published): [string, Schema][] {
  const text = readFileSync(new URL(`../../../../libs/reports/schemas/${name}.json`, import.meta.url), 'utf8');
  const { $defs = {}, ...whole } = JSON.parse(text) as Schema & { readonly $defs?: Readonly<Record<string, Schema>> };
  const parts = Object.entries($defs).map(([part, schema]): [string, Schema] => [`${name}.${part}`, asComponent(schema, name)]);
  return [[name, asComponent({ ...whole, $schema: undefined, $id: undefined }, name)], ...parts];
}

/** The same with its references leading to components. */
function asComponent(schema: Schema, name: Published): Schema {
  return JSON.parse(JSON.stringify(schema), (key, value: unknown) =>
    key === '$ref' && typeof value === 'string' ? componentRef(value, name) : value,
  ) as Schema;
}

function componentRef(reference: string, name: Published): string {
  const [, document = name, part] = /^(?:urn:sigillum:schema:([a-z-]+):\d+)?(?:#\/\$defs\/(.+))?$/.exec(reference) ?? [];
  return `#/components/schemas/${part === undefined ? document : `${document}.${part}`}`;
}
