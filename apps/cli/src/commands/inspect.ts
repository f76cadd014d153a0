import { type InspectNode, inspectDocument } from '@sigillum/ades';
import { Budget, printable } from '@sigillum/encoding';
import { EXIT } from '../exit-status.js';
import { UsageError } from '../usage.js';
import { openInput } from '../validate/open-input.js';

/** `sigillum inspect FILE`: what the document is made of, as a tree; nothing is judged. `--json` prints the tree as JSON. */
export function inspect(args: readonly string[]): number {
  const json = args.includes('--json');
  const files = args.filter((arg) => arg !== '--json');
  const [file] = files;
  if (file === undefined || files.length > 1 || (file.startsWith('-') && file !== '-'))
    throw new UsageError('Name one file: sigillum inspect [--json] FILE');
  const input = openInput(file);
  try {
    const tree = inspectDocument(input.source, new Budget());
    process.stdout.write(json ? `${JSON.stringify(tree, undefined, 2)}\n` : `${draw(tree).join('\n')}\n`);
  } finally {
    input.close();
  }
  return EXIT.passed;
}

function draw(node: InspectNode, lead = '', mark = ''): string[] {
  const children = node.children ?? [];
  const inner = mark === '' ? '' : mark === '└─ ' ? `${lead}   ` : `${lead}│  `;
  const text = printable(node.value === undefined ? node.label : `${node.label}: ${node.value}`);
  return [
    `${lead}${mark}${text}`,
    ...children.flatMap((child, index) => draw(child, inner, index === children.length - 1 ? '└─ ' : '├─ ')),
  ];
}
