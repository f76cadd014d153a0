import fastifyStatic from '@fastify/static';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { existsSync } from 'node:fs';
import { join, sep } from 'node:path';

/** The built page, `apps/web/dist`. */
const FOLDER = join(import.meta.dirname, '../../../web/dist');

/** Files whose names change with their content. */
const ASSETS = join(FOLDER, 'assets', sep);

/** The page shows text of foreign documents: nothing runs, loads or is asked but what is served here. */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types 'none'",
].join('; ');

/** Serves the page at `/`; files whose names have their hash may be kept for ever, the page itself is asked for anew. */
export async function serveWebPage(app: NestFastifyApplication): Promise<void> {
  if (!existsSync(join(FOLDER, 'index.html'))) return;
  await app.register(fastifyStatic, {
    root: FOLDER,
    wildcard: false,
    decorateReply: false,
    cacheControl: false,
    setHeaders(reply, path) {
      void reply.header('content-security-policy', POLICY);
      void reply.header('cache-control', path.startsWith(ASSETS) ? 'public, max-age=31536000, immutable' : 'no-cache');
    },
  });
}
