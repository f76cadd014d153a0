import { CodedError } from '@sigillum/encoding';
import { EXIT } from './exit-status.js';
import { HELP, UsageError } from './usage.js';

const VERSION = '0.1.0';
const [command, ...args] = process.argv.slice(2);

async function run(): Promise<number> {
  switch (command) {
    case 'validate':
      return (await import('./commands/validate.js')).validate(args);
    case 'inspect':
      return (await import('./commands/inspect.js')).inspect(args);
    case 'explain':
      return (await import('./commands/explain.js')).explain(args);
    case 'version':
    case '--version':
      process.stdout.write(`sigillum ${VERSION}\n`);
      return EXIT.passed;
    case 'help':
    case '--help':
    case '-h':
      process.stdout.write(HELP);
      return EXIT.passed;
    default:
      throw new UsageError(
        command === undefined
          ? 'Say what to do: `sigillum help` lists the commands.'
          : `There is no command "${command}": \`sigillum help\` lists them.`,
      );
  }
}

process.once('SIGINT', () => process.exit(EXIT.interrupted));
process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? EXIT.passed : EXIT.serviceFailed));

try {
  process.exitCode = await run();
} catch (error) {
  if (!(error instanceof CodedError)) throw error;
  process.stderr.write(`sigillum: ${error.message}\n`);
  process.exitCode = error instanceof UsageError ? EXIT.usage : EXIT.unreadable;
}
