import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  XmlBufferInputProvider,
  XmlDocument,
  XmlValidateError,
  XsdValidator,
  xmlCleanupInputProvider,
  xmlRegisterInputProvider,
} from 'libxml2-wasm';

const FOLDER = join(import.meta.dirname, '../../shared/corpus/xsd');
const SCHEMA = 'validation-report/TS119102-2-v141.xsd';

/** The addresses under which the schemas name each other. */
const IMPORTS: Readonly<Record<string, string>> = {
  'http://www.w3.org/TR/2002/REC-xmldsig-core-20020212/xmldsig-core-schema.xsd': 'xmldsig/xmldsig-core-schema.xsd',
  'http://www.w3.org/TR/2008/REC-xmldsig-core-20080610/xmldsig-core-schema.xsd': 'xmldsig/xmldsig-core-schema.xsd',
  'http://www.w3.org/2001/xml.xsd': 'xmldsig/xml.xsd',
  'http://uri.etsi.org/01903/v1.3.2/XAdES.xsd': 'xades/XAdES01903v132-202407.xsd',
  'http://uri.etsi.org/19612/v2.2.1/ts_119612v020201_201601xsd.xsd': 'trusted-list/ts_119612v020401_xsd.xsd',
};

/** Checks documents against the schema of TS 119 102-2 V1.4.1. */
export interface ReportSchema {
  /** What the schema has against a document, empty where it is valid. */
  problemsOf(document: XmlDocument): string[];
  dispose(): void;
}

/** The published schema out of the conformance corpus; undefined where that is absent. */
export function openReportSchema(): ReportSchema | undefined {
  if (!existsSync(join(FOLDER, SCHEMA))) return undefined;
  const imported = Object.entries(IMPORTS).map(([url, path]) => [url, readFileSync(join(FOLDER, path))] as const);
  xmlRegisterInputProvider(new XmlBufferInputProvider(Object.fromEntries(imported)));
  const schema = XmlDocument.fromBuffer(readFileSync(join(FOLDER, SCHEMA)));
  try {
    const validator = XsdValidator.fromDoc(schema);
    return { problemsOf: (document) => problems(validator, document), dispose: () => validator.dispose() };
  } finally {
    schema.dispose();
    xmlCleanupInputProvider();
  }
}

function problems(validator: XsdValidator, document: XmlDocument): string[] {
  try {
    validator.validate(document);
    return [];
  } catch (error) {
    if (!(error instanceof XmlValidateError)) throw error;
    return error.message.split('\n').filter((line) => line !== '');
  }
}
