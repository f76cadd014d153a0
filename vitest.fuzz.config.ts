import { defineConfig } from 'vitest/config';
import base from './vitest.config.js';

// The long run: FUZZ_MINUTES (10), FUZZ_SEED to see a failure again.
export default defineConfig({ ...base, test: { ...base.test, include: ['fuzz/**/*.fuzz.ts'] } });
