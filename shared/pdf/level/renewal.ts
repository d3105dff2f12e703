const longestLeadMs = 90 * 86_400_000;

/**
 * From when on a file gets its next document time-stamp: 90 days before the last one ceases to carry it, and not before half of
 * its time has passed, so that short-lived certificates do not make it grow daily. Times in ISO 8601.
 */
export function renewalDue({ since, until }: { readonly since: string; readonly until: string }): Date {
  const [from, end] = [Date.parse(since), Date.parse(until)];
  const leadMs = Math.min(longestLeadMs, Math.max(0, end - from) / 2);
  return new Date(end - leadMs);
}
