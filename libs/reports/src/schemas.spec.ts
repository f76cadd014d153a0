import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';

const LIB = join(import.meta.dirname, '..');

interface Schema {
  readonly $ref?: string;
  readonly $defs?: Readonly<Record<string, Schema>>;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly items?: Schema;
  readonly anyOf?: readonly Schema[];
}

const NAMES = [
  'simple-report',
  'detailed-report',
  'certificate-report',
  'trust-overview',
  'trust-country',
  'trust-look-up',
  'trust-difference',
];

const SCHEMAS: Readonly<Record<string, Schema>> = Object.fromEntries(
  NAMES.map((name) => [`urn:sigillum:schema:${name}:1`, JSON.parse(readFileSync(join(LIB, 'schemas', `${name}.json`), 'utf8')) as Schema]),
);

/** The schema that a reference leads to, and the document that its own references are relative to. */
function resolved(schema: Schema, root: Schema): { schema: Schema; root: Schema } {
  if (schema.$ref === undefined) return { schema, root };
  const [urn, pointer = ''] = schema.$ref.split('#');
  const document = urn ? SCHEMAS[urn] : root;
  const target = pointer === '' ? document : document?.$defs?.[pointer.replace('/$defs/', '')];
  if (!document || !target) throw new Error(`${schema.$ref} leads nowhere`);
  return resolved(target, document);
}

/** `a.b[]?`: every field of a schema with its path; `?` where it may be absent. */
function fieldsOfSchema(schema: Schema, root: Schema, path = '', seen: readonly Schema[] = []): string[] {
  const { schema: target, root: at } = resolved(schema, root);
  if (target.anyOf) {
    const branches = target.anyOf.map((one) => fieldsOfSchema(one, at, path, seen)).filter((fields) => fields.length > 0);
    const always = (field: string): boolean =>
      field.endsWith('?') || /[.[]/.test(field.slice(path.length + 1)) || branches.every((one) => one.includes(field));
    return [...new Set(branches.flat().map((field) => (always(field) ? field : `${field}?`)))];
  }
  if (target.items) return fieldsOfSchema(target.items, at, `${path}[]`, seen);
  if (!target.properties || seen.includes(target)) return [];
  return Object.entries(target.properties).flatMap(([name, inner]) => {
    const field = `${path}.${name}`;
    const mark = target.required?.includes(name) ? '' : '?';
    return [`${field}${mark}`, ...fieldsOfSchema(inner, at, field, [...seen, target])];
  });
}

const program = ts.createProgram([join(LIB, 'src/index.ts')], {
  target: ts.ScriptTarget.ESNext,
  module: ts.ModuleKind.NodeNext,
  moduleResolution: ts.ModuleResolutionKind.NodeNext,
  customConditions: ['source'],
  strict: true,
  exactOptionalPropertyTypes: true,
  noEmit: true,
  types: ['node'],
});
const checker = program.getTypeChecker();

function exported(name: string): ts.Type {
  const source = program.getSourceFile(join(LIB, 'src/index.ts'));
  const module = source && checker.getSymbolAtLocation(source);
  const symbol = module && checker.getExportsOfModule(module).find((one) => one.name === name);
  if (!symbol) throw new Error(`no type ${name}`);
  return checker.getDeclaredTypeOfSymbol(symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol);
}

function objectsOf(type: ts.Type): ts.Type[] {
  if (type.isUnion()) return type.types.flatMap(objectsOf);
  return type.flags & (ts.TypeFlags.Object | ts.TypeFlags.Intersection) ? [type] : [];
}

/** The same for a type; of a union, a field is optional where not all members demand it. */
function fieldsOfType(type: ts.Type, path = '', seen: readonly ts.Type[] = []): string[] {
  const objects = objectsOf(type);
  if (objects.some((one) => checker.isArrayType(one))) {
    return objects
      .flatMap((one) => checker.getTypeArguments(one as ts.TypeReference))
      .flatMap((inner) => fieldsOfType(inner, `${path}[]`, seen));
  }
  if (objects.some((one) => seen.includes(one))) return [];
  const names = new Set(objects.flatMap((one) => checker.getPropertiesOfType(one).map((property) => property.name)));
  return [...names].flatMap((name) => {
    const field = `${path}.${name}`;
    const properties = objects.map((one) => checker.getPropertyOfType(one, name));
    const always = properties.every((property) => property && !(property.flags & ts.SymbolFlags.Optional));
    const inner = properties.flatMap((property) =>
      property ? fieldsOfType(checker.getTypeOfSymbol(property), field, [...seen, ...objects]) : [],
    );
    return [`${field}${always ? '' : '?'}`, ...new Set(inner)];
  });
}

describe('published schemas', () => {
  it.each([
    ['SimpleReport', 'simple-report', ['.file?'], 40],
    ['DetailedReport', 'detailed-report', ['.simple.file?'], 40],
    ['CertificateReport', 'certificate-report', ['.file?'], 40],
    ['TrustOverview', 'trust-overview', [], 50],
    ['TrustCountry', 'trust-country', [], 60],
    ['TrustLookUp', 'trust-look-up', [], 60],
    ['TrustDifference', 'trust-difference', [], 16],
  ])('%s has the fields of %s.json, and no others', (type, name, addedByTheCommand, atLeast) => {
    const root = SCHEMAS[`urn:sigillum:schema:${name}:1`];
    if (!root) throw new Error(`no schema ${name}`);
    const inSchema = fieldsOfSchema(root, root).filter((field) => !addedByTheCommand.includes(field));
    const inType = fieldsOfType(exported(type));
    expect(inSchema.length).toBeGreaterThan(atLeast);
    expect(inType.sort()).toEqual(inSchema.sort());
  });
});
