/** A moment of the report (RFC 3339, UTC) for people, to the second and on one line. */
export function Moment({ time }: { readonly time: string }) {
  return (
    <time dateTime={time}>
      {time
        .replace(/[.]\d+(?=Z$)/, '')
        .replace('T', ' ')
        .replace('Z', ' UTC')}
    </time>
  );
}
