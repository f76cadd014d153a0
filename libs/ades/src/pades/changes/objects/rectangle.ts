/** Left, bottom, right, top, in user space. */
export type Rectangle = readonly [number, number, number, number];

/** Any two opposite corners say where a rectangle is (ISO 32000-2 7.9.5); undefined for other than four numbers. */
export function upright([a, b, c, d]: readonly number[]): Rectangle | undefined {
  if (a === undefined || b === undefined || c === undefined || d === undefined) return undefined;
  return [Math.min(a, c), Math.min(b, d), Math.max(a, c), Math.max(b, d)];
}

/** What lies in both; right lies left of left, or top below bottom, where nothing does. */
export function intersection(one: Rectangle, other: Rectangle): Rectangle {
  return [Math.max(one[0], other[0]), Math.max(one[1], other[1]), Math.min(one[2], other[2]), Math.min(one[3], other[3])];
}

/** In square units of user space; 0 for what is none. */
export function areaOf([left, bottom, right, top]: Rectangle): number {
  return Math.max(0, right - left) * Math.max(0, top - bottom);
}

/** Neighbours may share a border, and what rounding makes of it; of what is small itself, or stands on a page of large units, a tenth. */
function borderOf(side: number): number {
  return Math.min(1, side / 10);
}

/** Whether a rectangle covers some of another one, more than its border. */
export function covers(rectangle: Rectangle, other: Rectangle): boolean {
  const [left, bottom, right, top] = intersection(rectangle, other);
  return right - left > borderOf(other[2] - other[0]) && top - bottom > borderOf(other[3] - other[1]);
}

/** Where a rectangle is after it was turned about its upper left corner, against the clock; other angles than quarter turns leave it. */
export function turned(rectangle: Rectangle, angle: number): Rectangle {
  const [left, bottom, right, top] = rectangle;
  const [width, height] = [right - left, top - bottom];
  switch (angle) {
    case 90:
      return [left, top, left + height, top + width];
    case 180:
      return [left - width, top, left, top + height];
    case 270:
      return [left - height, top - width, left, top];
    default:
      return rectangle;
  }
}
