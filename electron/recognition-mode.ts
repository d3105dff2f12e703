import type { AppStatus } from '../shared/bridge.ts';
import type { WorkerOutput } from '../shared/worker-port.ts';

/** Who may have scans read: the machine's policy first, then the person (X8). */
export function recognitionMode({
  recognise,
  recogniseFixed,
}: Pick<AppStatus, 'recognise' | 'recogniseFixed'>): WorkerOutput<'recognition.mode'>['mode'] {
  if (recogniseFixed) return 'never';
  return recognise ? 'auto' : 'asked';
}
