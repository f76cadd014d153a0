/** The first bytes of a stored snapshot; the number is the version of the format. A SHA-256 of the rest follows. */
export const MAGIC = 'SIGILLUM-TRUST-1\n';
