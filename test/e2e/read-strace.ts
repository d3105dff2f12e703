/** One finished fdatasync: the file and when the kernel had answered, milliseconds since 1970. */
export interface Datasync {
  readonly file: string;
  readonly endMs: number;
}

/** Reads `strace -f -ttt -T -y -e trace=fdatasync -o`: a call that another thread interrupts stands on two lines. */
export function readDatasyncs(trace: string): Datasync[] {
  const unfinished = new Map<string, string>();
  const found: Datasync[] = [];
  for (const line of trace.split('\n')) {
    const [, thread = '', seconds = '', call = ''] = /^(\d+)\s+(\d+\.\d+)\s+(.*)$/.exec(line) ?? [];
    const file = /^fdatasync\(\d+<([^>]+)>/.exec(call)?.[1];
    if (file && call.endsWith('<unfinished ...>')) {
      unfinished.set(thread, file);
      continue;
    }
    const lasted = Number(/= 0 <([\d.]+)>$/.exec(call)?.[1] ?? Number.NaN);
    if (Number.isNaN(lasted)) continue;
    if (file) found.push({ file, endMs: (Number(seconds) + lasted) * 1000 });
    const resumed = call.startsWith('<... fdatasync resumed>') && unfinished.get(thread);
    if (resumed) found.push({ file: resumed, endMs: Number(seconds) * 1000 });
  }
  return found;
}
