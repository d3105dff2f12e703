import { readFileSync } from 'node:fs';

/** The value below which the share `p` (0 to 1) of the numbers lies; NaN of none. */
export function percentile(numbers, p) {
  const sorted = [...numbers].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * p))] ?? Number.NaN;
}

/** "p50 / p95 / p99" of milliseconds. */
export const spread = (numbers) =>
  numbers.length === 0 ? '-' : `${[0.5, 0.95, 0.99].map((p) => percentile(numbers, p).toFixed(0)).join(' / ')} ms`;

/** Processor seconds that a process used so far (Linux); with those of its living children when `withChildren`. */
export function cpuSeconds(pid, { withChildren = false } = {}) {
  const fields = statOf(pid);
  if (!fields) return Number.NaN;
  const children = withChildren
    ? readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').split(' ').filter(Boolean)
    : [];
  const own = (Number(fields[11]) + Number(fields[12])) / 100;
  return children.reduce((sum, child) => sum + (cpuSeconds(child) || 0), own);
}

/** Fields of /proc/PID/stat behind the name, the state first. */
function statOf(pid) {
  try {
    return readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1].split(' ');
  } catch {
    return null;
  }
}
