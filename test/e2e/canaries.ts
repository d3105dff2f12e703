import { createHash } from 'node:crypto';

const syllables = 'bax dro fim gul hez jop kri lum mev nox pry qua rif stu taz vog wex yel zub chi'.split(' ');

/** Names that nobody else writes, drawn from a seed: two words of three syllables and a number, ASCII only. */
export function drawCanaries(seed: string, kind: string, count: number): string[] {
  return Array.from({ length: count }, (_, index) => {
    const bytes = createHash('sha256').update(`${seed}|${kind}|${index}`).digest();
    const word = (at: number) => {
      const letters = [0, 1, 2].map((step) => syllables[(bytes[at + step] ?? 0) % syllables.length]).join('');
      return letters.charAt(0).toUpperCase() + letters.slice(1);
    };
    return `${word(0)} ${word(3)} ${1_000 + (bytes.readUInt16BE(6) % 9_000)}`;
  });
}
