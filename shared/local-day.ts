/** The day, `YYYY-MM-DD`, that the calendar of this computer shows at a time (ISO 8601); a day without a time stays as it is. */
export function localDay(time: string): string {
  if (time.length === 10) return time;
  const date = new Date(time);
  const two = (value: number) => String(value).padStart(2, '0');
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}
