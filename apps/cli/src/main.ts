import { CodedError } from '@sigillum/encoding';
import { EXIT } from './exit-status.js';
import { TrustDataError } from './trust/trust-data-error.js';
import { HELP, UsageError } from './usage.js';
import { version } from './version.js';

const [command, ...args] = process.argv.slice(2);

/** Commands of the contract that this version has not. */
const LATER: readonly string[] = ['sign', 'timestamp', 'extend'];

async function run(): Promise<number> {
  if (args.includes('--help') || args.includes('-h')) return print(HELP);
  switch (command) {
    case 'validate':
      return (await import('./commands/validate.js')).validate(args);
    case 'certificate':
      return (await import('./commands/certificate.js')).certificate(args);
    case 'trust':
      return (await import('./commands/trust.js')).trust(args);
    case 'inspect':
      return (await import('./commands/inspect.js')).inspect(args);
    case 'replay':
      return (await import('./commands/replay.js')).replay(args);
    case 'policy':
      return (await import('./commands/policy.js')).policy(args);
    case 'explain':
      return (await import('./commands/explain.js')).explain(args);
    case 'version':
    case '--version':
      return print(`sigillum ${version()}\n`);
    case 'help':
    case '--help':
    case '-h':
      return print(HELP);
    case undefined:
      throw new UsageError('Say what to do: `sigillum help` lists the commands.');
    default:
      if (LATER.includes(command)) throw new UsageError(`This version has no "${command}" yet: \`sigillum help\` lists what it has.`);
      throw new UsageError(`There is no command "${command}": \`sigillum help\` lists them.`);
  }
}

function print(text: string): number {
  process.stdout.write(text);
  return EXIT.passed;
}

/** Whatever goes wrong, the status must not be 1, which says that a signature is bad. */
function give(error: unknown): number {
  if (error instanceof CodedError) {
    process.stderr.write(`sigillum: ${error.message}\n`);
    if (error instanceof TrustDataError) return EXIT.trustDataMissing;
    return error instanceof UsageError ? EXIT.usage : EXIT.unreadable;
  }
  process.stderr.write(
    `sigillum: failed, please report this: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
  );
  return EXIT.unreadable;
}

process.once('SIGINT', () => process.exit(EXIT.interrupted));
process.once('uncaughtException', (error) => process.exit(give(error)));
process.stdout.on('error', ({ code }: NodeJS.ErrnoException) => {
  if (code === 'EPIPE') process.exit(EXIT.interrupted); // whoever reads has gone away: nothing more can be told
  process.exit(give(new UsageError(`The output can't be written (${code}); send it where there is room.`)));
});

try {
  process.exitCode = await run();
} catch (error) {
  process.exitCode = give(error);
}
