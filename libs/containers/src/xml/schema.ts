import { XmlError } from './errors.js';
import { xmlEngine } from './engine.js';
import type { XmlDocument } from './document.js';

export interface XmlSchemaProblem {
  readonly message: string;
  readonly line: number;
}

/** A compiled XML schema. It holds memory of the engine: `dispose` it. */
export interface XmlSchema {
  /** What the schema has against a document; empty where it is valid. */
  problemsOf(document: XmlDocument): readonly XmlSchemaProblem[];
  dispose(): void;
}

/**
 * Compiles a schema. `imported` holds the schemas that it and those name, by the very location that stands in `schemaLocation`;
 * nothing else is looked up anywhere. `XmlError` XML_SCHEMA_UNREADABLE where it does not compile.
 */
export function compileXmlSchema(schema: Uint8Array, imported: Readonly<Record<string, Uint8Array>> = {}): XmlSchema {
  const engine = xmlEngine();
  const { XML_PARSE_NONET, XML_PARSE_NO_XXE } = engine.ParseOption;
  engine.xmlRegisterInputProvider(new engine.XmlBufferInputProvider({ ...imported }));
  try {
    const document = engine.XmlDocument.fromBuffer(schema, { option: XML_PARSE_NONET | XML_PARSE_NO_XXE });
    try {
      const validator = engine.XsdValidator.fromDoc(document);
      return { problemsOf: ({ native }) => problems(() => validator.validate(native)), dispose: () => validator.dispose() };
    } finally {
      document.dispose();
    }
  } catch (cause) {
    throw new XmlError('XML_SCHEMA_UNREADABLE', 'The XML schema cannot be compiled.', { cause });
  } finally {
    engine.xmlCleanupInputProvider();
  }
}

function problems(validate: () => void): XmlSchemaProblem[] {
  try {
    validate();
    return [];
  } catch (error) {
    if (!(error instanceof xmlEngine().XmlValidateError)) throw error;
    return error.details.map(({ message, line }) => ({ message: message.trim(), line }));
  }
}
