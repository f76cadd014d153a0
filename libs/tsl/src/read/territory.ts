/** ISO 3166 codes as the lists spell them: UK for GB, EL for GR. */
export function euTerritory(code: string): string {
  const capital = code.toUpperCase();
  return capital === 'GB' ? 'UK' : capital === 'GR' ? 'EL' : capital;
}
