export * from './conclusion.js';
