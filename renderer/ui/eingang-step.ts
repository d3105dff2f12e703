import { isEnvelope } from '../../shared/asic/envelope-types.ts';
import { nextOfEingang } from '../../shared/next-act.ts';

/** What comes next of what came in, and the keys of the sentence that asks for it and of the one that names the letters. */
export function eingangStep({ mimetyp, gestempelt }: { readonly mimetyp: string; readonly gestempelt: boolean }) {
  const isPdf = !isEnvelope(mimetyp);
  const next = nextOfEingang({ isPdf, isStamped: gestempelt });
  if (next === 'stamp') return { next, words: 'eingang.nextStamp', keys: 'eingang.keys' } as const;
  return { next, words: isPdf ? 'eingang.nextFile' : 'eingang.nextNoStamp', keys: 'eingang.keysNoStamp' } as const;
}
