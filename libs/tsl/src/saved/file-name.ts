/** The last part of an address or path, without regard to case: saved files keep it. */
export function fileNameOf(location: string): string {
  return location.replace(/^.*[/\\]/, '').toLowerCase();
}
